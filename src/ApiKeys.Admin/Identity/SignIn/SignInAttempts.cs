namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>How often a password was tried for one <see cref="TryCounter"/>.</summary>
internal sealed class SignInAttempts
{
    /// <summary>A digest, not the e-mail address: people type passwords into that field too, and those must not be stored.</summary>
    public required string Digest { get; init; }

    public int Tries { get; set; }

    /// <summary>When the count starts anew.</summary>
    public DateTimeOffset EndsAt { get; set; }
}
