namespace ApiKeys.Admin.Components.Keys.List;

/// <summary>When keys of a list expire; its name is what the address says.</summary>
public enum KeyExpires
{
    /// <summary>At any time, or never.</summary>
    Any,

    /// <summary>Within 7 days.</summary>
    Week,

    /// <summary>Within 30 days.</summary>
    Soon,

    /// <summary>Never expires.</summary>
    Never,
}
