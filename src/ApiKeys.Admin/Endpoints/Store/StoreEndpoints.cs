using ApiKeys.Admin.Endpoints.OpenApi;
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

    private static readonly QueryDescription[] Paging = [new("limit", "The maximum number of records.", typeof(int)), new("offset", "The number of records to skip.", typeof(int))];

    private static readonly AuthorizationPolicy PublishableKey =
        new AuthorizationPolicyBuilder(StoreKeyHandler.SchemeName).RequireAuthenticatedUser().Build();

    public static void MapStore(this IEndpointRouteBuilder endpoints)
    {
        var store = endpoints.MapGroup(ApiPaths.Store).RequireAuthorization(PublishableKey).WithTags(Tags.Store).CalledBy(OperationCaller.Storefront);
        store.MapGet("/regions", (HttpContext context) => Page(context, out var offset, out var limit) ?? ApiJson.Ok(NoRegions(offset, limit)))
            .WithName("listRegions").WithSummary("List regions")
            .WithDescription("Always an empty list. Use it to test a publishable key.")
            .TakesQuery(Paging)
            .Answers(NoRegions(0, Limit));
        store.MapGet("/products", (HttpContext context) => NeedsChannel(context) ?? Page(context, out var offset, out var limit) ?? ApiJson.Ok(NoProducts(offset, limit)))
            .WithName("listProducts").WithSummary("List products")
            .WithDescription("Always an empty list. Requires a key that is linked to a sales channel.")
            .TakesQuery(Paging)
            .Answers(NoProducts(0, Limit));
        store.MapGet("/sales-channels", ListChannelsAsync)
            .WithName("listStoreChannels").WithSummary("List the key's sales channels")
            .TakesQuery(Paging)
            .Answers(new StoreChannelListAnswer(
                [new StoreChannelJson(Examples.Channel.Id, Examples.Channel.Name, Examples.Channel.Description, IsDisabled: false)], Count: 1, Offset: 0, Limit));

        // The key comes before whether there is anything; wrong methods end here too.
        store.Map("/{**rest}", () => Results.NotFound()).ExcludeFromDescription();
    }

    private static RegionListAnswer NoRegions(int offset, int limit) => new([], Count: 0, offset, limit);

    private static ProductListAnswer NoProducts(int offset, int limit) => new([], Count: 0, offset, limit);

    private static async Task<IResult> ListChannelsAsync(HttpContext context, StoreOperations store)
    {
        if (Page(context, out var offset, out var limit) is { } refusal)
        {
            return refusal;
        }

        var page = await store.ListChannelsAsync(context.GetApiKey(ApiKeyType.Publishable)!.Id, offset, limit, context.RequestAborted);
        return ApiJson.Ok(new StoreChannelListAnswer([.. page.Items.Select(StoreChannelJson.Of)], page.Count, page.Offset, page.Limit));
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
}
