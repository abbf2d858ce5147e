using Microsoft.Extensions.Options;

namespace ApiKeys.Samples.StoreApi.Products;

internal static class ProductEndpoints
{
    /// <summary>For browsers: a publishable key isn't secret. Its sales channels decide which products the storefront gets.</summary>
    public static void MapProducts(this IEndpointRouteBuilder routes) =>
        // docs: publishable
        routes.MapGet("/products", (HttpContext context, IOptions<Shop> shop) =>
        {
            var channels = context.GetApiKey()!.SalesChannelIds;
            return shop.Value.Products.Where(product => product.SalesChannels.Intersect(channels).Any()).Select(product => product.Name);
        }).RequireApiKey(type: ApiKeyType.Publishable);
    // docs: end
}
