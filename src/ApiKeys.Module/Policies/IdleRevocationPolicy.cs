namespace ApiKeys;

/// <summary>Whether keys that are not used any more are revoked. Each gets a notice first, as an event, and is revoked only if it isn't used in the notice period.</summary>
public sealed record IdleRevocationPolicy
{
    /// <summary>Revoke keys that were not used for this many days, 7 to 3,650; <see langword="null"/> to revoke none.</summary>
    public int? AfterDays { get; init; }

    /// <summary>How many days before the revocation the notice is given, 1 to 90 and less than <see cref="AfterDays"/>.</summary>
    /// <value>The default is 7.</value>
    public int NoticeDays { get; init; } = 7;
}
