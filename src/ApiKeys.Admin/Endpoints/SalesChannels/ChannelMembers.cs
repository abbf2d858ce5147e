using System.Text.Json;

namespace ApiKeys.Admin.Endpoints.SalesChannels;

/// <summary>The contract's <c>sales_channel</c>.</summary>
internal static class ChannelMembers
{
    public const string Keys = "publishable_api_keys";

    public static Members<SalesChannelDetails> All { get; } = new(
        ("id", channel => channel.Id),
        ("name", channel => channel.Name),
        ("description", channel => channel.Description),
        ("is_disabled", channel => channel.IsDisabled),
        ("created_at", channel => channel.CreatedAt),
        ("updated_at", channel => channel.UpdatedAt),
        ("deleted_at", channel => channel.DeletedAt),
        ("metadata", channel => channel.Metadata is { } metadata ? JsonElement.Parse(metadata) : (object?)null));
}
