namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>A browser in which a user has signed in. It gives that browser tries of its own, and nothing else.</summary>
internal sealed class SignInDevice
{
    /// <summary>SHA-256 of what the browser's cookie holds, in hexadecimal digits.</summary>
    public required string Digest { get; init; }

    public required string UserId { get; init; }

    /// <summary>The last sign-in of the user in this browser.</summary>
    public required DateTimeOffset LastSignInAt { get; init; }

    /// <summary>The first one.</summary>
    public required DateTimeOffset FirstSignInAt { get; init; }

    /// <summary>What the browser said it is, at the first sign-in.</summary>
    public required string UserAgent { get; init; }

    /// <summary>Where it was, at the first sign-in.</summary>
    public required string Address { get; init; }

    /// <summary>When the user was told of this browser in another one; null as long as they weren't.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>Until when the user's password is enough in this browser; null when it isn't.</summary>
    public DateTimeOffset? TrustedUntil { get; init; }
}
