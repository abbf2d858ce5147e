using System.Collections.Concurrent;

namespace ApiKeys.Samples.StoreApi.Orders;

/// <summary>Orders in memory: this sample is about keys.</summary>
internal sealed class OrderBook
{
    private readonly ConcurrentDictionary<int, Order> _orders = new();
    private int _lastId;

    public Order Place(NewOrder order, string placedBy)
    {
        var placed = new Order(Interlocked.Increment(ref _lastId), order.Product, order.Quantity, placedBy);
        _orders[placed.Id] = placed;
        return placed;
    }

    public Order? Find(int id) => _orders.GetValueOrDefault(id);
}
