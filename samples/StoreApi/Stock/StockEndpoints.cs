using Microsoft.Extensions.Options;

namespace ApiKeys.Samples.StoreApi.Stock;

internal static class StockEndpoints
{
    /// <summary>Asked by every till every few seconds, so it is guarded by the gate, which costs least. Any secret key will do.</summary>
    public static void MapStock(this IEndpointRouteBuilder routes) =>
        // docs: gate
        routes.MapGet("/stock/{product}", (string product, IOptions<Shop> shop) =>
            shop.Value.Products.FirstOrDefault(item => item.Name == product) is { } found ? Results.Ok(found.InStock) : Results.NotFound()).RequireApiKey();
        // docs: end
}
