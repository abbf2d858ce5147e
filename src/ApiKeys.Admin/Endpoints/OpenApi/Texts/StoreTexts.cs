using ApiKeys.Admin.Endpoints.OpenApi.Examples;
using ApiKeys.Admin.Endpoints.OpenApi.Schemas;

namespace ApiKeys.Admin.Endpoints.OpenApi.Texts;

internal static class StoreTexts
{

    private static readonly IReadOnlyList<QueryText> Paging = [new("limit", "How many.", typeof(int)), new("offset", "How many to pass over.", typeof(int))];

    public static Dictionary<string, OperationText> All { get; } = new(StringComparer.Ordinal)
    {
        ["GET /store/regions"] = new("listRegions", Tags.Store, "List regions", typeof(RegionListAnswer), ChannelExamples.StoreRegions)
        {
            Description = "There are none here: the cheap call that tells whether a publishable key works.",
            Query = Paging,
            Caller = OperationCaller.Storefront,
        },
        ["GET /store/products"] = new("listProducts", Tags.Store, "List products", typeof(ProductListAnswer), ChannelExamples.StoreProducts)
        {
            Description = "There are none here. Needs a key with a sales channel.",
            Query = Paging,
            Caller = OperationCaller.Storefront,
        },
        ["GET /store/sales-channels"] = new("listStoreChannels", Tags.Store, "List the key's sales channels", typeof(StoreChannelListAnswer), ChannelExamples.StoreChannels)
        {
            Query = Paging,
            Caller = OperationCaller.Storefront,
        },
    };
}
