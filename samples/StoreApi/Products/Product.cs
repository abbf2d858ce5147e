namespace ApiKeys.Samples.StoreApi.Products;

/// <summary>Something to buy, in the sales channels it is offered in.</summary>
internal sealed class Product
{
    public required string Name { get; init; }

    public int InStock { get; init; }

    public IList<string> SalesChannels { get; } = [];
}
