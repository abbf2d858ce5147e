using Microsoft.Extensions.Options;

namespace ApiKeys.Samples.StoreApi.Stock;

internal static class StockEndpoints
{
    /// <summary>Every cash desk asks every few seconds, so the route uses RequireApiKey, which costs least. Any secret key is accepted.</summary>
    public static void MapStock(this IEndpointRouteBuilder routes) =>
        // docs: gate
        routes.MapGet("/stock/{product}", (string product, IOptions<Shop> shop) =>
            shop.Value.Products.FirstOrDefault(item => item.Name == product) is { } found ? Results.Ok(found.InStock) : Results.NotFound()).RequireApiKey();
    // docs: end
}
