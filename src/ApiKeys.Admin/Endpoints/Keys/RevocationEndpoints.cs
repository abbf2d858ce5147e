using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Operations;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>How keys end, alone, together, or for a successor.</summary>
internal static class RevocationEndpoints
{
    public static void MapRevocation(this IEndpointRouteBuilder keys)
    {
        keys.MapPost("/revoke", RevokeManyAsync)
            .WithName("revokeApiKeys").WithSummary("Revoke several keys")
            .WithDescription("Either all are revoked or none. " + KeyEndpoints.Prolonging)
            .Takes(new RevokeApiKeysBody { Ids = [Examples.Revoked.Id] })
            .TakesQuery(QueryDescription.Fields).TakesIdempotencyKey()
            .Answers(new RevokedApiKeysAnswer([Examples.Revoked], [new ReceiptOfKeyJson(Examples.Revoked.Id, Examples.Receipt)]))
            .Fails(Status404NotFound, Status409Conflict);
        keys.MapPost("/{id}/revoke", RevokeAsync)
            .WithName("revokeApiKey").WithSummary("Revoke a key")
            .WithDescription(
                "Waits until every live node refuses the token, and returns the receipt. A revocation that took effect can't be undone. "
                + "A scheduled revocation can be moved to another time. " + KeyEndpoints.Prolonging)
            .Takes(new RevokeApiKeyBody(), isOptional: true)
            .TakesQuery(QueryDescription.Fields).TakesIdempotencyKey().TakesIfMatch()
            .Answers(new RevokedApiKeyAnswer(Examples.Revoked, Examples.Receipt))
            .Fails(Status404NotFound, Status409Conflict);
        keys.MapPost("/{id}/cancel-revocation", CancelRevocationAsync)
            .WithName("cancelRevocation").WithSummary("Cancel a scheduled revocation")
            .WithDescription(KeyEndpoints.Prolonging)
            .Takes(new EmptyBody(), isOptional: true)
            .TakesQuery(QueryDescription.Fields).TakesIdempotencyKey().TakesIfMatch()
            .Answers(new ApiKeyAnswer(Examples.Secret))
            .Fails(Status404NotFound, Status409Conflict);
        keys.MapPost("/{id}/abort-roll", AbortRollAsync)
            .WithName("abortRoll").WithSummary("Abort a roll")
            .WithDescription(
                "The key is the new one of a roll whose old key still works. Cancels the revocation of the old key and revokes the new one at once, both or "
                + "neither. Refused once the old key has ended, and if either key was rolled again since. `If-Match` takes the version of the new key. "
                + "Without the scope `keys:admin`, an API key aborts only rolls of keys that it created. Otherwise the response is 403.")
            .Takes(new EmptyBody(), isOptional: true)
            .TakesQuery(QueryDescription.Fields).TakesIdempotencyKey().TakesIfMatch()
            .Answers(new RevokedApiKeyAnswer(Examples.Revoked, Examples.Receipt))
            .Fails(Status404NotFound, Status409Conflict);
        keys.MapPost("/{id}/roll", RollAsync)
            .WithName("rollApiKey").WithSummary("Replace a key with a new one")
            .WithDescription(
                "Returns the new key and its token. The old key ends at once, or after `revoke_in` seconds. With `confirm`, both happen when `…/activate` is called. "
                + "Without the scope `keys:admin`, an API key rolls only itself and keys that it created, and no key whose revocation is scheduled. "
                + "It never rolls a key with a scope that it lacks. Otherwise the response is 403.")
            .Takes(new RollApiKeyBody { RevokeIn = 3600 }, isOptional: true)
            .TakesQuery(QueryDescription.Fields).TakesIdempotencyKey().TakesIfMatch()
            .Answers(new RolledApiKeyAnswer(Examples.Created, ExpiresAt: null, Examples.Revoked.RevokedAt, Warning: null, Examples.Receipt))
            .Fails(Status404NotFound, Status409Conflict);
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall<RevokeApiKeyBody>.ReadAsync(context);
        var versions = call.Expected;
        var fields = FieldSelection.Read<ApiKeyJson>(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted));
        var request = new RevokeApiKeyRequest { Id = id, After = TimeSpan.FromSeconds(call.Body.RevokeIn), ExpectedVersion = expected };
        return await answers.RevokedAsync(context, id, await keys.RevokeAsync(request, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> RevokeManyAsync(HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall<RevokeApiKeysBody>.ReadAsync(context);
        var fields = FieldSelection.Read<ApiKeyJson>(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var after = TimeSpan.FromSeconds(call.Body.RevokeIn);
        IReadOnlyList<RevokeApiKeyRequest> requests = [.. call.Body.Ids.Distinct().Select(id => new RevokeApiKeyRequest { Id = id, After = after })];
        return await answers.AllRevokedAsync(context, await keys.RevokeAsync(requests, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> CancelRevocationAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall<EmptyBody>.ReadAsync(context);
        var versions = call.Expected;
        var fields = FieldSelection.Read<ApiKeyJson>(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted));
        return await answers.OneAsync(context, id, await keys.CancelRevocationAsync(id, expected, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> AbortRollAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall<EmptyBody>.ReadAsync(context);
        var versions = call.Expected;
        var fields = FieldSelection.Read<ApiKeyJson>(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted));
        var request = new AbortRollRequest { Id = id, ExpectedVersion = expected };
        return await answers.EndedAsync(context, id, await keys.AbortRollAsync(request, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> RollAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall<RollApiKeyBody>.ReadAsync(context);
        var (body, versions) = (call.Body, call.Expected);
        call.Query.Text("fields");
        if (body.Confirm && (await keys.RetrieveAsync(id, context.RequestAborted)).Value is { Type: ApiKeyType.Publishable })
        {
            call.Problems.AddConfirm();
        }

        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted));
        var request = new RollApiKeyRequest
        {
            Id = id,
            OldKeyEndsAfter = TimeSpan.FromSeconds(body.RevokeIn),
            AwaitConfirmation = body.Confirm,
            ExpectedVersion = expected,
        };
        return await answers.RolledAsync(context, request, await keys.RollAsync(request, call.TransactionId, context.RequestAborted));
    }
}
