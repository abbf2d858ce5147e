using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.SalesChannels;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Policies;
using ApiKeys.Workflows;

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
        ApiKeyAction.InvitationRevoked => "Invitation revoked",
        ApiKeyAction.InvitationAccepted => "Invitation accepted",
        ApiKeyAction.RoleChanged => "Role changed",
        ApiKeyAction.PasswordResetIssued => "Password link issued",
        ApiKeyAction.PasswordReset => "Password reset",
        ApiKeyAction.TwoFactorDisabled => "Second factor removed",
        ApiKeyAction.SingleSignOnJoined => "Single sign-on joined",
        ApiKeyAction.PasswordChanged => "Password changed",
        ApiKeyAction.AuthenticatorSetUp => "Authenticator app set up",
        ApiKeyAction.AuthenticatorRemoved => "Authenticator app turned off",
        ApiKeyAction.RecoveryCodesRenewed => "Recovery codes made anew",
        ApiKeyAction.PasskeyAdded => "Passkey added",
        ApiKeyAction.PasskeyRemoved => "Passkey removed",
        ApiKeyAction.SessionsEnded => "Signed out elsewhere",
        ApiKeyAction.IdleWarned => "Notice: not used",
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
        ApiKeyAction.InvitationRevoked => "revoked the invitation of",
        ApiKeyAction.InvitationAccepted => "accepted the invitation of",
        ApiKeyAction.RoleChanged => "changed the role of",
        ApiKeyAction.PasswordResetIssued => "issued a password link for",
        ApiKeyAction.PasswordReset => "reset the password of",
        ApiKeyAction.TwoFactorDisabled => "removed the second factor of",
        ApiKeyAction.SingleSignOnJoined => "joined the account of",
        ApiKeyAction.PasswordChanged => "changed the password of",
        ApiKeyAction.AuthenticatorSetUp => "set up an authenticator app for",
        ApiKeyAction.AuthenticatorRemoved => "turned off the authenticator app of",
        ApiKeyAction.RecoveryCodesRenewed => "made new recovery codes for",
        ApiKeyAction.PasskeyAdded => "added a passkey for",
        ApiKeyAction.PasskeyRemoved => "removed a passkey of",
        ApiKeyAction.SessionsEnded => "signed out other sessions of",
        ApiKeyAction.IdleWarned => "gave notice that it will revoke",
        _ => action.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether it is done to people and invitations only.</summary>
    public static bool IsOfTeam(this ApiKeyAction action) => action >= ApiKeyAction.Invited && action != ApiKeyAction.IdleWarned;

    /// <summary>What an event that isn't about a key is about: "Sales channel".</summary>
    public static string Kind(this ApiKeyEventDetails change) =>
        change.SubjectId.StartsWith(Ids.UserPrefix, StringComparison.Ordinal) ? "Person"
        : change.SubjectId.StartsWith(Invitation.IdPrefix, StringComparison.Ordinal) ? "Invitation"
        : change.SubjectId.StartsWith(PolicyRecord.IdPrefix, StringComparison.Ordinal) ? "Policy"
        : "Sales channel";

    /// <summary>The page of what an event is about; <see langword="null"/> without one.</summary>
    public static string? SubjectHref(this ApiKeyEventDetails change) =>
        change.KeyType is not null ? KeyMessages.Href(change.SubjectId)
        : change.SubjectId.StartsWith(PolicyRecord.IdPrefix, StringComparison.Ordinal) ? "/policies"
        : change.SubjectId.StartsWith(Ids.SalesChannelPrefix, StringComparison.Ordinal) ? SalesChannelMessages.Href(change.SubjectId)
        : null;

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
        ApiKeyAction.ExpiryWarned or ApiKeyAction.IdleWarned => AppIcons.Expiring,
        ApiKeyAction.Expired => AppIcons.Expired,
        ApiKeyAction.Invited or ApiKeyAction.InvitationAccepted => AppIcons.People,
        ApiKeyAction.InvitationRevoked or ApiKeyAction.Deactivated => AppIcons.Revoked,
        ApiKeyAction.Reactivated => AppIcons.Active,
        ApiKeyAction.RoleChanged => AppIcons.Account,
        ApiKeyAction.PasswordResetIssued or ApiKeyAction.PasswordReset or ApiKeyAction.PasswordChanged or ApiKeyAction.RecoveryCodesRenewed => AppIcons.Lock,
        ApiKeyAction.AuthenticatorSetUp or ApiKeyAction.AuthenticatorRemoved or ApiKeyAction.PasskeyAdded or ApiKeyAction.PasskeyRemoved => AppIcons.Shield,
        ApiKeyAction.SessionsEnded => AppIcons.SignOut,
        ApiKeyAction.TwoFactorDisabled => AppIcons.Shield,
        ApiKeyAction.SingleSignOnJoined => AppIcons.Link,
        _ => AppIcons.Delete,
    };
}
