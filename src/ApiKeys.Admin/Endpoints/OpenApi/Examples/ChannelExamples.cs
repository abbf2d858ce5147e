using ApiKeys.Admin.Endpoints.SalesChannels;
using ApiKeys.Admin.Endpoints.Store;

namespace ApiKeys.Admin.Endpoints.OpenApi.Examples;

/// <summary>What the routes of sales channels, and those for storefronts, would answer.</summary>
internal static class ChannelExamples
{
    private const int StoreLimit = 50;

    private static readonly Dictionary<string, object?> Channel = ChannelMembers.All.Write(ExampleThings.Channel, ChannelFields.Default);

    public static object One { get; } = new ChannelAnswers.OneChannel(Channel);

    public static object Many { get; } = new ChannelAnswers.ManyChannels([Channel], Count: 1, Offset: 0, Limit: 20);

    public static object Deleted { get; } = new Deletion(ExampleThings.Channel.Id, ChannelAnswers.Noun, Deleted: true);

    public static object StoreRegions { get; } = new StoreEndpoints.RegionList([], Count: 0, Offset: 0, Limit: StoreLimit);

    public static object StoreProducts { get; } = new StoreEndpoints.ProductList([], Count: 0, Offset: 0, Limit: StoreLimit);

    public static object StoreChannels { get; } =
        new StoreEndpoints.ChannelList([StoreEndpoints.StoreChannel.Of(ExampleThings.Channel)], Count: 1, Offset: 0, Limit: StoreLimit);
}
