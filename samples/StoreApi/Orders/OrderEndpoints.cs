using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiKeys.Samples.StoreApi.Orders;

internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        // docs: scopes
        // Protected by ASP.NET Core's authorization, together with the app's other policies.
        routes.MapGet("/orders/{id:int}", Results<Ok<Order>, NotFound> (int id, OrderBook orders) =>
            orders.Find(id) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound()).RequireApiKeyScope("orders:read");

        // Protected by RequireApiKey. The endpoint can read the caller's key.
        routes.MapPost("/orders", (NewOrder order, HttpContext context, OrderBook orders) =>
        {
            var placed = orders.Place(order, placedBy: context.GetApiKey()!.Title);
            return TypedResults.Created($"/orders/{placed.Id}", placed);
        }).RequireApiKey("orders:write");
        // docs: end
    }
}
