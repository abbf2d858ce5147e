using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Limits;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Operations;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>The operations on keys over HTTP. Each goes through <see cref="KeyOperations"/>, which asks who may and under whose name.</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder admin)
    {
        var keys = admin.MapGroup("/api-keys").About("keys");
        keys.MapGet("", ListAsync).LimitLists();
        keys.MapPost("", CreateAsync);
        keys.MapGet("/{id}", RetrieveAsync);
        keys.MapPost("/{id}", UpdateAsync);
        keys.MapDelete("/{id}", DeleteAsync);
        keys.MapPost("/{id}/activate", ActivateAsync);
        keys.MapPost("/{id}/sales-channels", LinkAsync);
        keys.MapRevocation();
    }

    private static async Task<IResult> ListAsync(HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var query = KeyListParameters.Read(parameters);
        var fields = KeyMembers.Select(parameters);
        parameters.RefuseOthers();
        return problems.Refusal() ?? await answers.PageAsync(context, await keys.ListAsync(query, context.RequestAborted), fields);
    }

    private static async Task<IResult> RetrieveAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var fields = KeyMembers.Select(parameters);
        parameters.RefuseOthers();
        return problems.Refusal() ?? await answers.TaggedAsync(context, id, await keys.RetrieveAsync(id, context.RequestAborted), fields);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, KeyOperations keys, IOptions<HttpOptions> http)
    {
        var call = await ApiCall.ReadAsync(context);
        var title = call.Body.RequiredText("title");
        var type = call.Body.RequiredChoice("type", KeyTypes.ByName);
        var request = new CreateApiKeyRequest
        {
            Title = title,
            Type = type,
            Description = call.Body.Text("description"),
            Scopes = call.Body.Texts("scopes") ?? http.Value.DefaultScopesOf(type),
            ExpiresAt = call.Body.Time("expires_at"),
            AwaitConfirmation = call.Body.Boolean("confirm") ?? false,
        };
        if (request is { AwaitConfirmation: true, Type: ApiKeyType.Publishable })
        {
            call.Body.RefuseConfirm();
        }

        // Taken, as the contract has it, and without meaning here: a new key is told of in one way.
        call.Query.Text("fields");
        return call.Refusal() ?? KeyAnswers.Created(context, request, await keys.CreateAsync(request, call.TransactionId, context.RequestAborted));
    }

    private static async Task<IResult> UpdateAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall.ReadAsync(context);
        var versions = call.Expected;

        // The contract wants a title; what goes beyond it can be changed alone.
        var needsTitle = call.Body.Has("title") || !(call.Body.Has("description") || call.Body.Has("scopes") || call.Body.Has("expires_at"));
        var request = new UpdateApiKeyRequest
        {
            Id = id,
            Title = needsTitle ? call.Body.RequiredText("title") : null,
            Description = call.Body.Has("description") ? call.Body.Text("description") ?? "" : null,
            Scopes = call.Body.Has("scopes") ? call.Body.Texts("scopes") ?? [] : null,
            Expiry = call.Body.Has("expires_at") ? ExpiryOf(call.Body.Time("expires_at")) : null,
        };
        var fields = KeyMembers.Select(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        request = request with { ExpectedVersion = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted)) };
        return await answers.OneAsync(context, id, await keys.UpdateAsync(request, call.TransactionId, context.RequestAborted), fields);
    }

    private static ExpiryChange ExpiryOf(DateTimeOffset? time) => time is { } at ? ExpiryChange.At(at) : ExpiryChange.Never;

    private static async Task<IResult> ActivateAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall.ReadAsync(context);
        var versions = call.Expected;
        var fields = KeyMembers.Select(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted));
        return await answers.ActivatedAsync(context, id, await keys.ActivateAsync(id, expected, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> LinkAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall.ReadAsync(context);
        var versions = call.Expected;
        var request = new LinkSalesChannelsRequest { Id = id, Add = call.Body.Texts("add") ?? [], Remove = call.Body.Texts("remove") ?? [] };
        var fields = KeyMembers.Select(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        request = request with { ExpectedVersion = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted)) };
        return await answers.LinkedAsync(context, request, await keys.LinkSalesChannelsAsync(request, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, KeyOperations keys)
    {
        var call = await ApiCall.ReadAsync(context);
        var versions = call.Expected;
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted));
        return KeyAnswers.Deleted(context, id, await keys.DeleteAsync(id, expected, call.TransactionId, context.RequestAborted));
    }
}
