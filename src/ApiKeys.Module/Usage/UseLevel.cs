namespace ApiKeys;

/// <summary>How much would be hit if a key were ended now.</summary>
public enum UseLevel
{
    /// <summary>That could not be found out. Nothing may be concluded from it.</summary>
    Unknown = 0,

    /// <summary>It was never accepted.</summary>
    NeverUsed,

    /// <summary>No one has used it for 30 days or longer: longer than what runs once a month takes.</summary>
    Quiet,

    /// <summary>Someone has used it within 30 days, and may come back.</summary>
    Recent,

    /// <summary>Someone has used it within the last hour.</summary>
    InUse,
}
