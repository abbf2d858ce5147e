using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>How keys end, alone, together, or for a successor.</summary>
internal static class RevocationEndpoints
{
    public static void MapRevocation(this IEndpointRouteBuilder keys)
    {
        keys.MapPost("/revoke", RevokeManyAsync);
        keys.MapPost("/{id}/revoke", RevokeAsync);
        keys.MapPost("/{id}/cancel-revocation", CancelRevocationAsync);
        keys.MapPost("/{id}/roll", RollAsync);
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall.ReadAsync(context);
        var versions = call.Expected;
        var after = call.Body.Seconds("revoke_in", RevokeApiKeyRequest.MaxDelay);
        var fields = KeyMembers.Select(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted));
        var request = new RevokeApiKeyRequest { Id = id, After = after, ExpectedVersion = expected };
        return await answers.RevokedAsync(context, id, await keys.RevokeAsync(request, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> RevokeManyAsync(HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall.ReadAsync(context);
        var ids = call.Body.RequiredTexts("ids");
        var after = call.Body.Seconds("revoke_in", RevokeApiKeyRequest.MaxDelay);
        var fields = KeyMembers.Select(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        IReadOnlyList<RevokeApiKeyRequest> requests = [.. ids.Distinct().Select(id => new RevokeApiKeyRequest { Id = id, After = after })];
        return await answers.AllRevokedAsync(context, await keys.RevokeAsync(requests, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> CancelRevocationAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall.ReadAsync(context);
        var versions = call.Expected;
        var fields = KeyMembers.Select(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted));
        return await answers.OneAsync(context, id, await keys.CancelRevocationAsync(id, expected, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> RollAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall.ReadAsync(context);
        var versions = call.Expected;
        var after = call.Body.Seconds("revoke_in", RevokeApiKeyRequest.MaxDelay);
        var awaitConfirmation = call.Body.Boolean("confirm") ?? false;
        call.Query.Text("fields");
        if (awaitConfirmation && (await keys.RetrieveAsync(id, context.RequestAborted)).Value is { Type: ApiKeyType.Publishable })
        {
            call.Body.RefuseConfirm();
        }

        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted));
        var request = new RollApiKeyRequest { Id = id, OldKeyEndsAfter = after, AwaitConfirmation = awaitConfirmation, ExpectedVersion = expected };
        return await answers.RolledAsync(context, request, await keys.RollAsync(request, call.TransactionId, context.RequestAborted));
    }
}
