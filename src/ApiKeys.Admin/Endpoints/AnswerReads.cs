using System.Text.Json.Serialization;
using ApiKeys.Admin.Components.Keys;

namespace ApiKeys.Admin.Endpoints;

/// <summary>
/// Reads what the answer to a change is to tell beyond what the change itself gave back. The change is committed, so a failure of such a read must not fail the
/// call: the member is left out, and the answer says so (I4).
/// </summary>
internal sealed partial class AnswerReads(ILogger<AnswerReads> logger)
{
    private readonly List<LeftOut> _leftOut = [];

    /// <summary>What could not be read; <see langword="null"/> when all of it could, and then the answer has no such member.</summary>
    public IReadOnlyList<LeftOut>? LeftOut => _leftOut.Count == 0 ? null : _leftOut;

    /// <param name="field">The member of the answer.</param>
    /// <param name="readAsync">Reads it.</param>
    /// <param name="otherwise">What the answer tells when that fails.</param>
    public async Task<T> TryAsync<T>(string field, Func<Task<T>> readAsync, T otherwise)
    {
        try
        {
            return await readAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogLeftOut(logger, field, PastedTokens.Redact(exception.ToString()));
            if (!_leftOut.Exists(left => left.Field == field))
            {
                _leftOut.Add(new LeftOut(field, "The change was made, but this could not be read. Read it later."));
            }

            return otherwise;
        }
    }

    [LoggerMessage(3210, LogLevel.Warning, "A change was made, but {Field} could not be read for its answer: {Problem}")]
    private static partial void LogLeftOut(ILogger logger, string field, string problem);
}

/// <summary>A member that an answer leaves out, and why.</summary>
internal sealed record LeftOut(string Field, string Reason);

/// <summary>An answer to a change.</summary>
internal abstract record ChangeAnswer
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyOrder(1)]
    public IReadOnlyList<LeftOut>? LeftOut { get; init; }
}
