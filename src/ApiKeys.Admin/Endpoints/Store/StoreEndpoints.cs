using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.Callers;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Authorization;

namespace ApiKeys.Admin.Endpoints.Store;

/// <summary>
/// What a storefront may ask with a publishable key. Regions and products are not kept here: their lists are empty, and there for clients that
/// try their key on them.
/// </summary>
internal static class StoreEndpoints
{
    private const int Limit = 50;

    private static readonly AuthorizationPolicy PublishableKey =
        new AuthorizationPolicyBuilder(StoreKeyHandler.SchemeName).RequireAuthenticatedUser().Build();

    public static void MapStore(this IEndpointRouteBuilder endpoints)
    {
        var store = endpoints.MapGroup(ApiPaths.Store).RequireAuthorization(PublishableKey);
        store.MapGet("/regions", (HttpContext context) =>
            Page(context, out var offset, out var limit) ?? ApiJson.Ok(new RegionList([], 0, offset, limit)));
        store.MapGet("/products", (HttpContext context) =>
            NeedsChannel(context) ?? Page(context, out var offset, out var limit) ?? ApiJson.Ok(new ProductList([], 0, offset, limit)));
        store.MapGet("/sales-channels", ListChannelsAsync);

        // The key comes before whether there is anything; wrong methods end here too.
        store.Map("/{**rest}", () => Results.NotFound());
    }

    private static async Task<IResult> ListChannelsAsync(HttpContext context, StoreOperations store)
    {
        if (Page(context, out var offset, out var limit) is { } refusal)
        {
            return refusal;
        }

        var page = await store.ListChannelsAsync(context.GetApiKey(ApiKeyType.Publishable)!.Id, offset, limit, context.RequestAborted);
        return ApiJson.Ok(new ChannelList([.. page.Items.Select(StoreChannel.Of)], page.Count, page.Offset, page.Limit));
    }

    private static ApiProblem? NeedsChannel(HttpContext context) => context.GetSalesChannelIds().Count == 0
        ? ApiProblem.Invalid("Publishable key needs to have a sales channel configured")
        : null;

    private static ApiProblem? Page(HttpContext context, out int offset, out int limit)
    {
        var problems = new FieldProblems();
        var parameters = new QueryFields(context.Request, problems);
        limit = parameters.Number("limit", Limit, ListApiKeysQuery.MaxLimit);
        offset = parameters.Number("offset", 0, int.MaxValue);
        parameters.RefuseOthers();
        return problems.Refusal();
    }

    internal sealed record RegionList(IReadOnlyList<object> Regions, int Count, int Offset, int Limit);

    internal sealed record ProductList(IReadOnlyList<object> Products, int Count, int Offset, int Limit);

    internal sealed record ChannelList(IReadOnlyList<StoreChannel> SalesChannels, int Count, int Offset, int Limit);

    // Shoppers read this: no metadata, which is the admins' own.
    internal sealed record StoreChannel(string Id, string Name, string? Description, bool IsDisabled)
    {
        public static StoreChannel Of(SalesChannelDetails channel) => new(channel.Id, channel.Name, channel.Description, channel.IsDisabled);
    }
}
