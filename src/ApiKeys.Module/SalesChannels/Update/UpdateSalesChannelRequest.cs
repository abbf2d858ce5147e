namespace ApiKeys;

/// <summary>What to change about a sales channel. What is <see langword="null"/> stays as it is.</summary>
public sealed record UpdateSalesChannelRequest
{
    /// <summary>The channel's id.</summary>
    public required string Id { get; init; }

    /// <summary>The new name, 1 to 200 characters once trimmed, without control characters.</summary>
    public string? Name { get; init; }

    /// <summary>The new description, up to 1,000 characters; empty to clear it.</summary>
    public string? Description { get; init; }

    /// <summary>Whether nothing is to be sold in it.</summary>
    public bool? IsDisabled { get; init; }

    /// <summary>The new metadata, a JSON object as text, replacing the old; empty, or the JSON text <c>null</c>, to clear it.</summary>
    public string? Metadata { get; init; }

    /// <summary>
    /// The <see cref="SalesChannelDetails.Version"/> the caller saw. When given and out of date the update is refused with
    /// <see cref="ApiKeyErrorCode.Conflict"/>; when omitted the last writer wins.
    /// </summary>
    public Guid? ExpectedVersion { get; init; }
}
