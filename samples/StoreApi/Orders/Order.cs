namespace ApiKeys.Samples.StoreApi.Orders;

internal sealed record NewOrder(string Product, int Quantity);

/// <summary>An order, and the key it was placed with.</summary>
internal sealed record Order(int Id, string Product, int Quantity, string PlacedBy);
