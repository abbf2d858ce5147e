namespace ApiKeys.Admin.Identity.Session;

/// <summary>A sign-in that hasn't ended. Its token is stored as a digest only, as those of keys are.</summary>
internal sealed class UserSession
{
    public const string IdPrefix = "ses_";

    /// <summary>Names the session to its user. It isn't a secret and opens nothing.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] Digest { get; init; }

    public required string UserId { get; init; }

    /// <summary>The user's security stamp at sign-in. A new stamp ends the session, also when its row can't be deleted.</summary>
    public required string SecurityStamp { get; init; }

    public required SessionKind Kind { get; init; }

    public required string UserAgent { get; init; }

    public required string Address { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last use, or one shortly before it: it isn't written with every request.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When the user last showed who they are: at the sign-in, or since.</summary>
    public required DateTimeOffset ProvedAt { get; init; }

    /// <summary>When the user gave a second factor, or signed in with a passkey; null when it was never asked for.</summary>
    public required DateTimeOffset? SecondFactorAt { get; init; }

    /// <summary>When the session ends if it isn't used. Never later than <see cref="EndsAt"/>.</summary>
    public required DateTimeOffset IdleEndsAt { get; init; }

    /// <summary>When the session ends however much it is used.</summary>
    public required DateTimeOffset EndsAt { get; init; }
}
