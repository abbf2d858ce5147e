namespace ApiKeys;

/// <summary>The kinds of refusal.</summary>
public enum ApiKeyErrorCode
{
    /// <summary>A field's value is not acceptable.</summary>
    Invalid = 1,

    /// <summary>No such key or sales channel, or it is deleted.</summary>
    NotFound,

    /// <summary>The key or sales channel has changed since the caller read it.</summary>
    Conflict,

    /// <summary>The actor may not do this.</summary>
    Forbidden,

    /// <summary>The key is revoked already.</summary>
    AlreadyRevoked,

    /// <summary>The key's status doesn't allow the operation.</summary>
    NotAllowed,

    /// <summary>The time to confirm a Pending key has run out.</summary>
    ConfirmationTooLate,
}
