namespace ApiKeys;

/// <summary>A sales channel to make.</summary>
public sealed record CreateSalesChannelRequest
{
    /// <summary>A name for people, 1 to 200 characters once trimmed, without control characters. Need not be unique.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, up to 1,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Whether nothing is sold in it for now.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>
    /// What programs keep with it: a JSON object as text, up to 10,000 characters; <see langword="null"/> for none. Kept as it is but for white space
    /// and the spelling of its characters.
    /// </summary>
    public string? Metadata { get; init; }
}
