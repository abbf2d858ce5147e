namespace ApiKeys.Verification.Nodes;

/// <summary>
/// A process that verifies tokens from memory, and how far it has followed the feed. By these rows a revocation knows who has to have heard of it.
/// </summary>
internal sealed class NodeRecord
{
    /// <summary>The id, <c>node_</c> and a ULID; new with each start.</summary>
    public required string Id { get; set; }

    /// <summary>What people know it by: the machine's name and the process id.</summary>
    public required string Name { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>The feed's version up to which its memory holds every change.</summary>
    public long AppliedVersion { get; set; }

    /// <summary>When it got there.</summary>
    public DateTimeOffset AppliedAt { get; set; }

    /// <summary>When it stops accepting from memory unless it renews this, by the database's clock.</summary>
    public DateTimeOffset LeaseUntil { get; set; }

    /// <summary>How long after its last look at the feed it may go on accepting from memory: the lease, or a longer offline grace.</summary>
    public long TrustMilliseconds { get; set; }

    /// <summary>When it last gave a sign of life, by the database's clock.</summary>
    public DateTimeOffset SeenAt => LeaseUntil - TimeSpan.FromMilliseconds(TrustMilliseconds);
}
