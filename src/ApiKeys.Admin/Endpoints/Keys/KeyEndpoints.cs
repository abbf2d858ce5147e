using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Endpoints.Limits;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Exports;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Operations;
using Microsoft.Extensions.Options;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>The operations on keys over HTTP. Each goes through <see cref="KeyOperations"/>, which checks the permission and names the actor.</summary>
internal static class KeyEndpoints
{
    /// <summary>How a key without <c>keys:admin</c> may change when keys end.</summary>
    public const string Prolonging =
        "Without the scope `keys:admin`, an API key prolongs only keys that it created, up to its own end. Otherwise the response is 403.";

    public static void MapKeys(this IEndpointRouteBuilder admin)
    {
        var keys = admin.MapGroup("/api-keys").About("keys").WithTags(Tags.Keys);
        keys.MapGet("", ListAsync).LimitLists()
            .WithName("listApiKeys").WithSummary("List keys")
            .WithDescription("A key must match all filters. `$and[0][…]` and `$or[0][…]` take the same filters inside. Requires the scope `keys:read`.")
            .TakesQuery([.. KeyListParameters.Descriptions, .. QueryDescription.Paging])
            .Answers(new ApiKeyListAnswer([Examples.Secret, Examples.Publishable], Count: 2, Offset: 0, Limit: 20));
        keys.MapGet("/export", Export)
            .WithName("exportApiKeys").WithSummary("Export keys")
            .WithDescription(ExportParameters.Description + "Requires the scope `keys:read`.")
            .TakesQuery([.. KeyListParameters.Filters, ExportParameters.Format])
            .Answers(new ApiKeyExportAnswer([Examples.ExportedKey]));
        keys.MapPost("", CreateAsync)
            .WithName("createApiKey").WithSummary("Create a key")
            .WithDescription(
                "Only this response has the token of a secret key. If it could get lost, send `confirm`: the key becomes active when `…/activate` is called, "
                + "and is discarded otherwise. Requires the scope `keys:write`. An API key creates only keys "
                + "with scopes that it has. Without `keys:admin`, they need an `expires_at` no later than its own end. Otherwise the response is 403.")
            .Takes(new CreateApiKeyBody { Title = "Warehouse sync", Type = ApiKeyType.Secret, Scopes = ["orders:read"] })
            .TakesQuery(QueryDescription.Fields).TakesIdempotencyKey()
            .Answers(new CreatedApiKeyAnswer(Examples.Created))
            .Fails(Status409Conflict);
        keys.MapGet("/{id}", RetrieveAsync)
            .WithName("retrieveApiKey").WithSummary("Read a key")
            .TakesQuery(QueryDescription.Fields)
            .Answers(new ApiKeyAnswer(Examples.Secret), isTagged: true)
            .Fails(Status404NotFound);
        keys.MapPost("/{id}", UpdateAsync)
            .WithName("updateApiKey").WithSummary("Change a key")
            .WithDescription("An API key gives only scopes that it has. " + Prolonging)
            .Takes(new UpdateApiKeyBody { Title = "Warehouse sync, north" })
            .TakesQuery(QueryDescription.Fields).TakesIdempotencyKey().TakesIfMatch()
            .Answers(new ApiKeyAnswer(Examples.Secret))
            .Fails(Status404NotFound, Status409Conflict);
        keys.MapDelete("/{id}", DeleteAsync)
            .WithName("deleteApiKey").WithSummary("Delete a revoked key")
            .WithDescription("An expired or pending key can be deleted too. Deleting a key that doesn't exist is a success, so a delete can be repeated.")
            .TakesIfMatch()
            .Answers(new DeletedAnswer(Examples.Revoked.Id, KeyAnswers.Noun, Deleted: true))
            .Fails(Status409Conflict);
        keys.MapPost("/{id}/activate", ActivateAsync)
            .WithName("activateApiKey").WithSummary("Activate a pending key")
            .WithDescription(
                "Call it when the token is saved. If the key replaces another one, the old key ends now, or after the time that the roll set. The response has the receipt. "
                + "Without the scope `keys:admin`, an API key activates only keys that it created. Otherwise the response is 403.")
            .Takes(new EmptyBody(), isOptional: true)
            .TakesQuery(QueryDescription.Fields).TakesIdempotencyKey().TakesIfMatch()
            .Answers(new ActivatedApiKeyAnswer(Examples.Secret, Examples.Receipt))
            .Fails(Status404NotFound, Status409Conflict);
        keys.MapPost("/{id}/sales-channels", LinkAsync)
            .WithName("linkSalesChannels").WithSummary("Link and unlink sales channels")
            .WithDescription("For publishable keys. An id in both lists is unlinked.")
            .Takes(new LinkSalesChannelsBody { Add = [Examples.Channel.Id] }, isOptional: true)
            .TakesQuery(QueryDescription.Fields).TakesIdempotencyKey().TakesIfMatch()
            .Answers(new ApiKeyAnswer(Examples.Publishable))
            .Fails(Status404NotFound, Status409Conflict);
        keys.MapRevocation();
    }

    private static async Task<IResult> ListAsync(HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var query = KeyListParameters.Read(parameters);
        var fields = FieldSelection.Read<ApiKeyJson>(parameters);
        parameters.RefuseOthers();
        return problems.Refusal() ?? await answers.PageAsync(context, await keys.ListAsync(query, context.RequestAborted), fields);
    }

    private static IResult Export(HttpContext context, ListExports exports)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var filter = KeyListParameters.ReadFilter(parameters);
        var format = ExportParameters.ReadFormat(parameters);
        parameters.RefuseOthers();
        return problems.Refusal() ?? exports.Keys(filter, format, errors => errors.ToProblem());
    }

    private static async Task<IResult> RetrieveAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        var fields = FieldSelection.Read<ApiKeyJson>(parameters);
        parameters.RefuseOthers();
        return problems.Refusal() ?? await answers.TaggedAsync(context, id, await keys.RetrieveAsync(id, context.RequestAborted), fields);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, KeyOperations keys, KeyOwners owners, IOptions<HttpOptions> http)
    {
        var call = await ApiCall<CreateApiKeyBody>.ReadAsync(context);
        var body = call.Body;
        if (body is { Confirm: true, Type: ApiKeyType.Publishable })
        {
            call.Problems.AddConfirm();
        }

        // Taken, as the contract has it, and without meaning here: a new key is told of in one way.
        call.Query.Text("fields");
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var request = new CreateApiKeyRequest
        {
            Title = body.Title,
            Type = body.Type,
            Description = body.Description,
            Scopes = body.Scopes ?? http.Value.DefaultScopesOf(body.Type),
            ExpiresAt = body.ExpiresAt,
            NeverExpires = call.Has(nameof(body.ExpiresAt)) && body.ExpiresAt is null,
            OwnedBy = call.Has(nameof(body.OwnedBy)) ? body.OwnedBy : owners.Default,
            AwaitConfirmation = body.Confirm,
        };
        return KeyAnswers.Created(context, request, await keys.CreateAsync(request, call.TransactionId, context.RequestAborted));
    }

    private static async Task<IResult> UpdateAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall<UpdateApiKeyBody>.ReadAsync(context);
        var (body, versions) = (call.Body, call.Expected);

        // The contract wants a title; what goes beyond it can be changed alone.
        if (!call.Has(nameof(body.Title)) && !call.Has(nameof(body.Description)) && !call.Has(nameof(body.Scopes)) && !call.Has(nameof(body.ExpiresAt))
            && !call.Has(nameof(body.OwnedBy)))
        {
            call.Problems.AddMissing("title");
        }

        var fields = FieldSelection.Read<ApiKeyJson>(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var request = new UpdateApiKeyRequest
        {
            Id = id,
            Title = body.Title,
            Description = call.Has(nameof(body.Description)) ? body.Description ?? "" : null,
            Scopes = call.Has(nameof(body.Scopes)) ? body.Scopes ?? [] : null,
            Expiry = call.Has(nameof(body.ExpiresAt)) ? ExpiryOf(body.ExpiresAt) : null,
            Owner = call.Has(nameof(body.OwnedBy)) ? OwnerOf(body.OwnedBy) : null,
            ExpectedVersion = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted)),
        };
        return await answers.OneAsync(context, id, await keys.UpdateAsync(request, call.TransactionId, context.RequestAborted), fields);
    }

    private static ExpiryChange ExpiryOf(DateTimeOffset? time) => time is { } at ? ExpiryChange.At(at) : ExpiryChange.Never;

    private static OwnerChange OwnerOf(string? person) => person is null ? OwnerChange.ToStore : OwnerChange.To(person);

    private static async Task<IResult> ActivateAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall<EmptyBody>.ReadAsync(context);
        var versions = call.Expected;
        var fields = FieldSelection.Read<ApiKeyJson>(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted));
        return await answers.ActivatedAsync(context, id, await keys.ActivateAsync(id, expected, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> LinkAsync(string id, HttpContext context, KeyOperations keys, KeyAnswers answers)
    {
        var call = await ApiCall<LinkSalesChannelsBody>.ReadAsync(context);
        var versions = call.Expected;
        var fields = FieldSelection.Read<ApiKeyJson>(call.Query);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var request = new LinkSalesChannelsRequest
        {
            Id = id,
            Add = call.Body.Add ?? [],
            Remove = call.Body.Remove ?? [],
            ExpectedVersion = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted)),
        };
        return await answers.LinkedAsync(context, request, await keys.LinkSalesChannelsAsync(request, call.TransactionId, context.RequestAborted), fields);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext context, KeyOperations keys)
    {
        var call = await ApiCall<EmptyBody>.ReadAsync(context);
        var versions = call.Expected;
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var expected = await versions.ChooseAsync(() => keys.VersionAsync(id, context.RequestAborted));
        return KeyAnswers.Deleted(context, id, await keys.DeleteAsync(id, expected, call.TransactionId, context.RequestAborted));
    }
}
