using Microsoft.AspNetCore.Http.HttpResults;

namespace ApiKeys.Samples.StoreApi.Orders;

internal static class OrderEndpoints
{
    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        // docs: scopes
        // Guarded by ASP.NET Core's own authorization, together with whatever other policies the app has.
        routes.MapGet("/orders/{id:int}", Results<Ok<Order>, NotFound> (int id, OrderBook orders) =>
            orders.Find(id) is { } order ? TypedResults.Ok(order) : TypedResults.NotFound()).RequireApiKeyScope("orders:read");

        // Guarded by the gate. The endpoint may ask which key it is that calls.
        routes.MapPost("/orders", (NewOrder order, HttpContext context, OrderBook orders) =>
        {
            var placed = orders.Place(order, placedBy: context.GetApiKey()!.Title);
            return TypedResults.Created($"/orders/{placed.Id}", placed);
        }).RequireApiKey("orders:write");
        // docs: end
    }
}
