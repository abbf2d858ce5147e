namespace ApiKeys;

/// <summary>What a list of sales channels can be sorted by.</summary>
public enum SalesChannelSort
{
    /// <summary>When it was made.</summary>
    CreatedAt = 0,

    /// <summary>Its name, whatever the case of its letters; equal names by the description.</summary>
    Name,

    /// <summary>When its facts last changed.</summary>
    UpdatedAt,

    /// <summary>What it is, in people's words.</summary>
    Description,

    /// <summary>Those that are not disabled first, or those that are.</summary>
    IsDisabled,

    /// <summary>When it was deleted.</summary>
    DeletedAt,
}
