namespace ApiKeys;

/// <summary>How often a key was presented in an hour or a day.</summary>
/// <param name="Start">When the period begins, in UTC.</param>
/// <param name="Accepted">How often it was accepted.</param>
/// <param name="Refused">How often it was refused, by the reason; reasons that did not occur are left out.</param>
public sealed record UsagePeriod(DateTimeOffset Start, long Accepted, IReadOnlyDictionary<VerificationCode, long> Refused)
{
    /// <summary>How often it was refused, for whatever reason.</summary>
    public long RefusedTotal => Refused.Values.Sum();
}
