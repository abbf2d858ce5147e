using System.Text.Json;
using ApiKeys.Admin.Endpoints.Errors;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>What a changing call sends: the fields of its body and its name, if it has one.</summary>
internal sealed class ApiCall
{
    private readonly FieldProblems _problems = new();
    private readonly ApiProblem? _unreadable;

    private ApiCall(HttpRequest request, JsonElement body, ApiProblem? unreadable)
    {
        _unreadable = unreadable;
        Body = new JsonFields(body, _problems);
        TransactionId = IdempotencyKey.Read(request, _problems);
        new QueryFields(request.Query, _problems).RefuseOthers();
    }

    public JsonFields Body { get; }

    public string? TransactionId { get; }

    public static async Task<ApiCall> ReadAsync(HttpContext context)
    {
        var (body, unreadable) = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        return new ApiCall(context.Request, body, unreadable);
    }

    /// <summary>Why the call can't be made as it was sent; asked once every field that the route knows was read.</summary>
    public ApiProblem? Refusal()
    {
        Body.RefuseOthers();
        return _unreadable ?? _problems.Refusal();
    }
}
