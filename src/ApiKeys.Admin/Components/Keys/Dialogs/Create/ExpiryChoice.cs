namespace ApiKeys.Admin.Components.Keys.Dialogs.Create;

/// <summary>When a key stops working by itself.</summary>
public enum ExpiryChoice
{
    Never,

    /// <summary>As long as a policy of the store says.</summary>
    ByPolicy,
    In30Days,
    In90Days,
    In365Days,
    OnDate,

    /// <summary>When it does already.</summary>
    Keep,
}
