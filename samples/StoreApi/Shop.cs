using ApiKeys.Samples.StoreApi.Products;

namespace ApiKeys.Samples.StoreApi;

/// <summary>What the shop sells, read from the configuration.</summary>
internal sealed class Shop
{
    public IList<Product> Products { get; } = [];
}
