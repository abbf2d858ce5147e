namespace ApiKeys.Audit;

/// <summary>
/// The one row that numbers the changes. Every transaction that writes events raises it first, and its lock is held until the commit: so the order of
/// the numbers is the order of the commits, which neither identity columns nor clocks would give.
/// </summary>
internal sealed class EventFeed
{
    public const int OnlyId = 1;

    public int Id { get; set; }

    /// <summary>The number of the last event.</summary>
    public long Version { get; set; }
}
