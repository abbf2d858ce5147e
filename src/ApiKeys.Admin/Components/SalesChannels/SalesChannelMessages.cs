using ApiKeys.Admin.Text;

namespace ApiKeys.Admin.Components.SalesChannels;

internal static class SalesChannelMessages
{
    /// <summary>The page of a sales channel.</summary>
    public static string Href(string channelId) => $"/sales-channels/{Uri.EscapeDataString(channelId)}";

    /// <summary>"1 sales channel", "12 sales channels".</summary>
    public static string Count(int count) => Counted.Of(count, "sales channel");
}
