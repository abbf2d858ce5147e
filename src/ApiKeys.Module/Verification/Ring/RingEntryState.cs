namespace ApiKeys.Verification.Ring;

/// <summary>What of a key's status depends on no clock.</summary>
internal enum RingEntryState : byte
{
    /// <summary>Works, but for its expiry and a scheduled revocation.</summary>
    Confirmed,

    /// <summary>No one has confirmed that its secret is saved.</summary>
    Pending,

    /// <summary>Is revoked, and that is a stored fact: refused whatever a clock says.</summary>
    Revoked,

    /// <summary>Has expired, and that is a stored fact: refused whatever a clock says.</summary>
    Expired,

    /// <summary>Deleted. Only ended keys can be deleted; a deleted key that looks active is refused too.</summary>
    Deleted,

    /// <summary>Never lived, since no one confirmed it or its creation was undone: there is nothing to tell its holder.</summary>
    Gone,
}
