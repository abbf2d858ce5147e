namespace ApiKeys.Samples.StoreApi.Products;

/// <summary>A product, and the sales channels that offer it.</summary>
internal sealed class Product
{
    public required string Name { get; init; }

    public int InStock { get; init; }

    public IList<string> SalesChannels { get; } = [];
}
