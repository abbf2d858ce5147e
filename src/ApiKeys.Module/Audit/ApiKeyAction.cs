namespace ApiKeys;

/// <summary>What was done to a key, a sales channel, a policy, a person or an invitation, as its event row says.</summary>
public enum ApiKeyAction
{
    /// <summary>It was made.</summary>
    Created = 1,

    /// <summary>Someone confirmed that its secret is saved; it began to authenticate.</summary>
    Activated,

    /// <summary>Its title, description, scopes, owner or expiry were changed.</summary>
    Updated,

    /// <summary>It was disabled at once.</summary>
    Revoked,

    /// <summary>Its revocation was set for later, or moved.</summary>
    RevocationScheduled,

    /// <summary>Its scheduled revocation was called off.</summary>
    RevocationCancelled,

    /// <summary>A replacement took over from it.</summary>
    Rolled,

    /// <summary>It was removed from the lists.</summary>
    Deleted,

    /// <summary>No one confirmed its secret in time, so it was removed.</summary>
    Discarded,

    /// <summary>An operation on it failed after this change, and the change was undone.</summary>
    Undone,

    /// <summary>Sales channels were linked to it or taken off it.</summary>
    SalesChannelsChanged,

    /// <summary>Its expiry came near: 30, 7 or 1 days, each told once.</summary>
    ExpiryWarned,

    /// <summary>Its expiry came; it no longer authenticates.</summary>
    Expired,

    /// <summary>Its scheduled revocation, or the end of a roll's overlap, came; it no longer authenticates.</summary>
    RevocationTookEffect,

    /// <summary>Someone was invited by a one-time link.</summary>
    Invited,

    /// <summary>An invitation was revoked before anyone accepted it.</summary>
    InvitationRevoked,

    /// <summary>A person accepted an invitation.</summary>
    InvitationAccepted,

    /// <summary>A person got another role.</summary>
    RoleChanged,

    /// <summary>A person may no longer sign in or act.</summary>
    Deactivated,

    /// <summary>A deactivated person may sign in and act again.</summary>
    Reactivated,

    /// <summary>A one-time link to set a new password was made for a person.</summary>
    PasswordResetIssued,

    /// <summary>A person set a new password by such a link.</summary>
    PasswordReset,

    /// <summary>A person's second factor was taken away.</summary>
    TwoFactorDisabled,

    /// <summary>It is not used any more and will be revoked, as <see cref="StorePolicies.IdleRevocation"/> says, unless it is used before.</summary>
    IdleWarned,

    /// <summary>A person who had a password until now signed in with single sign-on for the first time.</summary>
    SingleSignOnJoined,

    /// <summary>A person changed their password.</summary>
    PasswordChanged,

    /// <summary>A person set up an authenticator app.</summary>
    AuthenticatorSetUp,

    /// <summary>A person turned their authenticator app off.</summary>
    AuthenticatorRemoved,

    /// <summary>A person made new recovery codes; the old ones ended.</summary>
    RecoveryCodesRenewed,

    /// <summary>A person added a passkey.</summary>
    PasskeyAdded,

    /// <summary>A person removed a passkey.</summary>
    PasskeyRemoved,

    /// <summary>A person signed out sessions of theirs elsewhere.</summary>
    SessionsEnded,
}
