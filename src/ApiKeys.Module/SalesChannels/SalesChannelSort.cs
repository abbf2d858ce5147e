namespace ApiKeys.SalesChannels;

/// <summary>What a list of sales channels can be sorted by.</summary>
public enum SalesChannelSort
{
    /// <summary>When it was made.</summary>
    CreatedAt = 0,

    /// <summary>Its name, whatever the case of its letters; equal names by the description.</summary>
    Name,

    /// <summary>When its facts last changed.</summary>
    UpdatedAt,
}
