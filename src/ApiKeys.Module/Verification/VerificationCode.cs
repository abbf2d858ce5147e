namespace ApiKeys;

/// <summary>Why a token is accepted or refused. The codes tell causes apart, so that a developer knows what to mend.</summary>
public enum VerificationCode
{
    /// <summary>The key authenticates.</summary>
    Valid = 1,

    /// <summary>Not a token: wrong shape, or its checksum says that it was mistyped or cut short. The database was not asked.</summary>
    Malformed,

    /// <summary>Well formed, but no key has this token.</summary>
    NotFound,

    /// <summary>No one has confirmed yet that the key's secret is saved.</summary>
    Pending,

    /// <summary>The key is revoked.</summary>
    Revoked,

    /// <summary>The key is past its expiry.</summary>
    Expired,

    /// <summary>The token belongs to a key of the other type.</summary>
    WrongType,

    /// <summary>The store could not be asked. Says nothing about the token; try again.</summary>
    StoreUnavailable,

    /// <summary>The key is good, but does not have the scope that is asked for.</summary>
    InsufficientScope,
}
