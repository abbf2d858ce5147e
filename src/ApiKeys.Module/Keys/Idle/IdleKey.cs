namespace ApiKeys;

/// <summary>A key that is not used any more.</summary>
/// <param name="Key">The key.</param>
/// <param name="IdleSince">Its last use; its activation if it was never used.</param>
/// <param name="WarnedAt">When notice of the revocation was given; <see langword="null"/> before. A use ends the notice.</param>
/// <param name="RevokedFrom">The earliest time at which it is revoked if it isn't used before.</param>
public sealed record IdleKey(ApiKeyDetails Key, DateTimeOffset IdleSince, DateTimeOffset? WarnedAt, DateTimeOffset RevokedFrom);
