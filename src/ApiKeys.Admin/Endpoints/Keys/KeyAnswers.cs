using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Keys;
using ApiKeys.Keys.Create;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>What the routes of keys answer with.</summary>
internal static class KeyAnswers
{
    public static IResult One(ApiKeyResult<ApiKeyDetails> result) =>
        result.Succeeded ? ApiJson.Ok(new OneKey<KeyAnswer>(new KeyAnswer(result.Value))) : result.Errors.ToProblem();

    public static IResult Linked(ApiKeyResult<ApiKeyDetails> result) => result.Errors switch
    {
        [{ Code: ApiKeyErrorCode.Invalid, SubjectId: { } id }] when id.StartsWith(Ids.KeyPrefix, StringComparison.Ordinal) =>
            ApiProblem.Invalid("Sales channels can only be associated with publishable API keys"),
        { Count: > 0 } errors when errors.All(error => error is { Code: ApiKeyErrorCode.Invalid, SubjectId: not null }) =>
            ApiProblem.Invalid($"Sales channels with IDs {string.Join(", ", errors.Select(error => error.SubjectId))} do not exist"),
        _ => One(result),
    };

    /// <summary>The one answer with a secret. A repeat of the call gets none, and is told that it is one.</summary>
    public static IResult Created(HttpContext context, ApiKeyResult<CreatedApiKey> result)
    {
        if (!result.Succeeded)
        {
            return result.Errors.ToProblem();
        }

        if (result.Value.Token is null)
        {
            context.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
        }

        context.Response.Headers.CacheControl = "no-store";
        return ApiJson.Ok(new OneKey<CreatedKeyAnswer>(new CreatedKeyAnswer(result.Value)));
    }

    public static IResult Page(ApiKeyResult<PagedList<ApiKeyDetails>> result) =>
        result.Succeeded
            ? ApiJson.Ok(new ManyKeys([.. result.Value.Items.Select(key => new KeyAnswer(key))], result.Value.Count, result.Value.Offset, result.Value.Limit))
            : result.Errors.ToProblem();

    /// <summary>A key that is not there is as good as deleted, so a delete can be repeated.</summary>
    public static IResult Deleted(string id, ApiKeyResult<ApiKeyDetails> result) => result.Errors switch
    {
        [] or [{ Code: ApiKeyErrorCode.NotFound }] => ApiJson.Ok(new DeletedKey(id, "api_key", Deleted: true)),
        [{ Code: ApiKeyErrorCode.NotAllowed } error] => result.Errors.ToProblem() with { Message = $"Cannot delete api keys that are not revoked - {error.SubjectId}" },
        _ => result.Errors.ToProblem(),
    };

    private sealed record OneKey<T>(T ApiKey);

    private sealed record ManyKeys(IReadOnlyList<KeyAnswer> ApiKeys, int Count, int Offset, int Limit);

    private sealed record DeletedKey(string Id, string Object, bool Deleted);
}
