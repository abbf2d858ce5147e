using ApiKeys.Admin.Components.Theme;

namespace ApiKeys.Admin.Components.Audit;

/// <summary>The names of actions in the audit log.</summary>
public static class ActionMessages
{
    /// <summary>As a heading: "Revocation scheduled".</summary>
    public static string Text(this ApiKeyAction action) => action switch
    {
        ApiKeyAction.Activated => "Confirmed as saved",
        ApiKeyAction.RevocationScheduled => "Revocation scheduled",
        ApiKeyAction.RevocationCancelled => "Revocation cancelled",
        ApiKeyAction.Undone => "Undone after a failure",
        ApiKeyAction.SalesChannelsChanged => "Sales channels changed",
        ApiKeyAction.ExpiryWarned => "Expiry near",
        ApiKeyAction.RevocationTookEffect => "Scheduled revocation took effect",
        _ => action.ToString(),
    };

    /// <summary>As in "Dana … this key".</summary>
    public static string Verb(this ApiKeyAction action) => action switch
    {
        ApiKeyAction.Activated => "confirmed",
        ApiKeyAction.RevocationScheduled => "scheduled a revocation of",
        ApiKeyAction.RevocationCancelled => "cancelled the revocation of",
        ApiKeyAction.Undone => "undid a change of",
        ApiKeyAction.SalesChannelsChanged => "changed the sales channels of",
        ApiKeyAction.ExpiryWarned => "warned of the expiry of",
        ApiKeyAction.Expired => "noted the expiry of",
        ApiKeyAction.RevocationTookEffect => "carried out the scheduled revocation of",
        _ => action.ToString().ToLowerInvariant(),
    };

    public static string Icon(this ApiKeyAction action) => action switch
    {
        ApiKeyAction.Created => AppIcons.Plus,
        ApiKeyAction.Activated => AppIcons.Active,
        ApiKeyAction.Updated => AppIcons.Edit,
        ApiKeyAction.Revoked or ApiKeyAction.RevocationTookEffect => AppIcons.Revoked,
        ApiKeyAction.RevocationScheduled => AppIcons.Schedule,
        ApiKeyAction.RevocationCancelled => AppIcons.Undo,
        ApiKeyAction.Rolled => AppIcons.Roll,
        ApiKeyAction.Undone => AppIcons.Undo,
        ApiKeyAction.SalesChannelsChanged => AppIcons.Link,
        ApiKeyAction.ExpiryWarned => AppIcons.Expiring,
        ApiKeyAction.Expired => AppIcons.Expired,
        _ => AppIcons.Delete,
    };
}
