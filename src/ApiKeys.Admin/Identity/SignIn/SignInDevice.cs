namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>A browser in which a user has signed in. It gives that browser tries of its own, and nothing else.</summary>
internal sealed class SignInDevice
{
    /// <summary>SHA-256 of what the browser's cookie holds, in hexadecimal digits.</summary>
    public required string Digest { get; init; }

    public required string UserId { get; init; }

    /// <summary>The last sign-in of the user in this browser.</summary>
    public required DateTimeOffset LastSignInAt { get; init; }
}
