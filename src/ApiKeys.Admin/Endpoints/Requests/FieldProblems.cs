using ApiKeys.Admin.Http;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>What is wrong with the fields of a request, in the contract's words.</summary>
internal sealed class FieldProblems
{
    private const int MaxReported = 3;
    private const int ShownLength = 40;

    private readonly List<string> _problems = [];

    public void Add(string problem) => _problems.Add(problem);

    public void AddMissing(string field) => Add($"Field '{field}' is required");

    public void AddWrongType(string expected, string field, string got) => Add($"Expected type: '{expected}' for field '{field}', got: '{Shown(got)}'");

    public void AddNoneOf(IEnumerable<string> choices, string field, string got) =>
        Add($"Expected: '{string.Join(", ", choices)}' for field '{field}', but got: '{Shown(got)}'");

    public void AddUnknown(IReadOnlyCollection<string> fields)
    {
        if (fields.Count > 0)
        {
            Add($"Unrecognized fields: '{string.Join(", ", fields.Select(Shown))}'");
        }
    }

    /// <summary>Refuses <c>confirm</c> for a publishable key.</summary>
    public void AddConfirm() =>
        Add("Field 'confirm' is for secret keys: the token of a publishable key can be read at any time, so it can't get lost");

    /// <summary>The one check of texts, before anything else is done with them.</summary>
    /// <returns>Whether the text was refused.</returns>
    public bool RefuseIllFormed(string text, string field)
    {
        var fault = WellFormedText.Fault(text);
        if (fault is not null)
        {
            Add($"Field '{field}' can't hold {fault}");
        }

        return fault is not null;
    }

    public ApiProblem? Refusal() => _problems.Count == 0 ? null : ApiProblem.Invalid("Invalid request: " + string.Join("; ", _problems.Take(MaxReported)));

    // Said back to the caller only, and still never a token: answers end up in the logs of clients.
    private static string Shown(string text)
    {
        var redacted = PastedTokens.Redact(text);
        return redacted.Length <= ShownLength ? redacted : redacted[..ShownLength] + "…";
    }
}
