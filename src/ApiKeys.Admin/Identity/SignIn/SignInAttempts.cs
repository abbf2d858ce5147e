namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>How often a password was tried for one e-mail address, whether or not anyone has it.</summary>
internal sealed class SignInAttempts
{
    /// <summary>SHA-256 of the normalised address. People type passwords into this field too, and those must not be stored.</summary>
    public required string EmailDigest { get; init; }

    public int Tries { get; set; }

    /// <summary>When the count starts anew.</summary>
    public DateTimeOffset EndsAt { get; set; }
}
