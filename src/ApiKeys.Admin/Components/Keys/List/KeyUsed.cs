namespace ApiKeys.Admin.Components.Keys.List;

/// <summary>When keys of a list were last used; its name is what the address says.</summary>
public enum KeyUsed
{
    /// <summary>At any time, or never.</summary>
    Any,

    /// <summary>In the last 7 days.</summary>
    Week,

    /// <summary>In the last 30 days.</summary>
    Month,

    /// <summary>90 or more days ago.</summary>
    Idle,

    /// <summary>Never used.</summary>
    Never,
}
