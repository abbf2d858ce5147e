using ApiKeys.Admin.Http;
using Microsoft.Net.Http.Headers;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>What a changing call sends: the fields of its body and of its address, its name if it has one, and what it takes for granted.</summary>
internal sealed class ApiCall
{
    private readonly FieldProblems _problems = new();
    private readonly ApiProblem? _unreadable;
    private readonly ExpectedVersions _expected;
    private bool _takesExpected;

    private ApiCall(HttpRequest request, RequestBody body)
    {
        _unreadable = body.Problem;
        Body = new JsonFields(body.Fields, _problems, body.IsForm);
        TransactionId = IdempotencyKey.Read(request, _problems);
        _expected = ExpectedVersions.Read(request, _problems);
        Query = new QueryFields(request, _problems);
    }

    public JsonFields Body { get; }

    public QueryFields Query { get; }

    public string? TransactionId { get; }

    /// <summary>What <c>If-Match</c> says. A route that doesn't ask for it before it asks for the <see cref="Refusal"/> refuses the header.</summary>
    public ExpectedVersions Expected
    {
        get
        {
            _takesExpected = true;
            return _expected;
        }
    }

    public static async Task<ApiCall> ReadAsync(HttpContext context) =>
        new(context.Request, await RequestBody.ReadAsync(context.Request, context.RequestAborted));

    /// <summary>Why the call can't be made as it was sent; asked once every field that the route knows was read.</summary>
    public ApiProblem? Refusal()
    {
        Body.RefuseOthers();
        Query.RefuseOthers();
        if (_expected.IsSaid && !_takesExpected)
        {
            _problems.Add($"Header '{HeaderNames.IfMatch}' is for calls that change one key or sales channel; leave it out here");
        }

        return _unreadable ?? _problems.Refusal();
    }
}
