namespace ApiKeys;

/// <summary>A key's state at a moment. Derived from the key's facts, never stored.</summary>
public enum ApiKeyStatus
{
    /// <summary>Made, but no one has confirmed yet that its secret is saved. Does not authenticate.</summary>
    Pending = 1,

    /// <summary>Authenticates.</summary>
    Active = 2,

    /// <summary>Authenticates until the scheduled moment of its revocation.</summary>
    Revoking = 3,

    /// <summary>Disabled for good.</summary>
    Revoked = 4,

    /// <summary>Past its expiry. Does not authenticate.</summary>
    Expired = 5,
}
