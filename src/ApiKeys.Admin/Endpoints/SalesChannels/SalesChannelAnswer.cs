using System.Text.Json;
using ApiKeys.SalesChannels;

namespace ApiKeys.Admin.Endpoints.SalesChannels;

/// <summary>The contract's <c>sales_channel</c>.</summary>
internal sealed class SalesChannelAnswer(SalesChannelDetails channel)
{
    public string Id { get; } = channel.Id;

    public string Name { get; } = channel.Name;

    public string? Description { get; } = channel.Description;

    public bool IsDisabled { get; } = channel.IsDisabled;

    public DateTimeOffset CreatedAt { get; } = channel.CreatedAt;

    public DateTimeOffset UpdatedAt { get; } = channel.UpdatedAt;

    // A deleted channel is not to be read.
    public DateTimeOffset? DeletedAt { get; }

    public JsonElement? Metadata { get; } = channel.Metadata is { } metadata ? JsonElement.Parse(metadata) : null;
}
