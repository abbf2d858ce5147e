using Microsoft.Extensions.Options;

namespace ApiKeys.Samples.StoreApi.Products;

internal static class ProductEndpoints
{
    /// <summary>For browsers: a publishable key is no secret, it says which storefront asks. What that one offers goes by the key's sales channels.</summary>
    public static void MapProducts(this IEndpointRouteBuilder routes) =>
        // docs: publishable
        routes.MapGet("/products", (HttpContext context, IOptions<Shop> shop) =>
        {
            var channels = context.GetApiKey()!.SalesChannelIds;
            return shop.Value.Products.Where(product => product.SalesChannels.Intersect(channels).Any()).Select(product => product.Name);
        }).RequireApiKey(type: ApiKeyType.Publishable);
        // docs: end
}
