using ApiKeys.SalesChannels;

namespace ApiKeys;

/// <summary>A sales channel as it is read: a web shop, an app, a till, whose goods a publishable key may ask for.</summary>
public sealed record SalesChannelDetails
{
    /// <summary>The channel's id, <c>sc_</c> and a ULID.</summary>
    public required string Id { get; init; }

    /// <summary>The name people gave it, 1 to 200 characters. Need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in people's words; <see langword="null"/> when nothing was said.</summary>
    public required string? Description { get; init; }

    /// <summary>Whether nothing is sold in it at the moment. Keys can be linked to it all the same.</summary>
    public required bool IsDisabled { get; init; }

    /// <summary>What programs keep with it: a JSON object as text; <see langword="null"/> for none.</summary>
    public required string? Metadata { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its facts last changed; linking it to keys does not count.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was deleted; such a channel is in no answer that didn't ask for it.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Changes with every change of the channel. Give it back with a change to be told if someone else changed it first.</summary>
    public required Guid Version { get; init; }

    internal static SalesChannelDetails Of(SalesChannel channel) => new()
    {
        Id = channel.Id,
        Name = channel.Name,
        Description = channel.Description,
        IsDisabled = channel.IsDisabled,
        Metadata = channel.Metadata,
        CreatedBy = channel.CreatedBy,
        CreatedAt = channel.CreatedAt,
        UpdatedAt = channel.UpdatedAt,
        DeletedAt = channel.DeletedAt,
        Version = channel.Version,
    };
}
