namespace ApiKeys.Admin.Components.Keys.Dialogs.Create;

/// <summary>When a key stops working by itself.</summary>
public enum ExpiryChoice
{
    Never,
    In30Days,
    In90Days,
    In365Days,
    OnDate,

    /// <summary>When it does already.</summary>
    Keep,
}
