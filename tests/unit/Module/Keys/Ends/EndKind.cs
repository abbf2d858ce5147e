namespace ApiKeys.UnitTests.Module.Keys.Ends;

/// <summary>How a key can end at a time that was set before. The end comes an hour after the test's start.</summary>
public enum EndKind
{
    Expiry,
    ScheduledRevocation,
    RollOverlap,
    RevocationAfterExpiry,
}
