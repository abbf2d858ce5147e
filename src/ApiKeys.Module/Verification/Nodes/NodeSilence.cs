namespace ApiKeys.Verification.Nodes;

/// <summary>
/// Tells for how long nodes have renewed nothing, by this process's monotonic clock. By the database's clock alone a node that trusts its memory looks lost when that clock
/// is set forward, and one that is lost looks alive when it is set back.
/// </summary>
internal sealed class NodeSilence(TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private Dictionary<string, (DateTimeOffset Lease, long Since)> _seen = [];

    /// <summary>Notes all rows as they are now.</summary>
    public void Note(IReadOnlyList<NodeRecord> rows)
    {
        lock (_gate)
        {
            var now = timeProvider.GetTimestamp();
            _seen = rows.ToDictionary(
                row => row.Id, row => _seen.TryGetValue(row.Id, out var seen) && seen.Lease == row.LeaseUntil ? seen : (row.LeaseUntil, now), StringComparer.Ordinal);
        }
    }

    /// <summary>Whether this process has seen a node renew nothing for longer than a duration.</summary>
    public bool HasLasted(NodeRecord row, TimeSpan duration)
    {
        lock (_gate)
        {
            return _seen.TryGetValue(row.Id, out var seen) && seen.Lease == row.LeaseUntil && timeProvider.GetElapsedTime(seen.Since) > duration;
        }
    }
}
