using ApiKeys.Configuration;

namespace ApiKeys.Verification.Nodes;

/// <summary>The rows of the nodes, read at one moment.</summary>
/// <param name="Rows">All rows, those of lost nodes included.</param>
/// <param name="Now">When, by the database's clock.</param>
/// <param name="Silence">How long they have been silent. A node is left out only when this process has waited out its trust, too.</param>
internal sealed record NodesSeen(IReadOnlyList<NodeRecord> Rows, DateTimeOffset Now, NodeSilence Silence)
{
    /// <summary>The nodes whose processes are gone.</summary>
    public IEnumerable<NodeRecord> Lost => Rows.Where(IsLost);

    /// <summary>The live nodes, none of which has answered.</summary>
    public IEnumerable<ReceiptNode> Unanswered => Live.Select(Waiting);

    /// <summary>The nodes that may still trust their memory.</summary>
    public IEnumerable<NodeRecord> Live => Rows.Where(row => !IsLost(row));

    /// <summary>Whether a node gave a sign of life lately, however long it may trust its memory.</summary>
    public bool IsLively(NodeRecord row) => row.SeenAt + Fencing.Trust >= Now - NodeLease.LostAfter;

    /// <summary>Adds what the nodes say now to what is known. An answer stays as it was first heard.</summary>
    /// <param name="known">The nodes named so far.</param>
    /// <param name="version">A version of the feed that holds the change.</param>
    /// <param name="sinceCommit">How long ago it was committed, or less, by this process's own monotonic clock.</param>
    /// <param name="onlyLively">Whether to pass over nodes that have been silent for long, although their offline grace goes on.</param>
    /// <param name="applied">The id of a node that is known to have applied the version, whatever its row says.</param>
    public IReadOnlyList<ReceiptNode> AddTo(
        IReadOnlyList<ReceiptNode> known, long version, TimeSpan sinceCommit, bool onlyLively, string? applied = null)
    {
        var answers = known.ToDictionary(node => node.Id, StringComparer.Ordinal);
        foreach (var row in Live.Where(row => !onlyLively || IsLively(row)))
        {
            answers.TryAdd(row.Id, Waiting(row));
        }

        var rows = Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        return
        [
            .. answers.Values.OrderBy(node => node.Id, StringComparer.Ordinal)
                .Select(node => node.State == ReceiptNodeState.Waiting ? Ask(node, rows.GetValueOrDefault(node.Id), version, sinceCommit, applied) : node),
        ];
    }

    private static ReceiptNode Waiting(NodeRecord row) => new(row.Id, row.Name, ReceiptNodeState.Waiting, null);

    private ReceiptNode Ask(ReceiptNode node, NodeRecord? row, long version, TimeSpan sinceCommit, string? applied) =>
        // A node without a row has signed off, or was silent for so long that its row was removed: it trusts its memory no more.
        row is null ? node with { State = ReceiptNodeState.Fenced, Since = Now }
        : row.AppliedVersion >= version ? node with { State = ReceiptNodeState.Applied, Since = row.AppliedAt }
        : row.Id == applied ? node with { State = ReceiptNodeState.Applied, Since = Now }

        // By this process's own clock and no other's: from the commit on, no node believes what it read before for longer than its trust.
        : sinceCommit > TimeSpan.FromMilliseconds(row.TrustMilliseconds) + Fencing.Margin ? node with { State = ReceiptNodeState.Fenced, Since = Now }
        : node;

    private bool IsLost(NodeRecord row) =>
        row.LeaseUntil < Now - NodeLease.LostAfter && Silence.HasLasted(row, TimeSpan.FromMilliseconds(row.TrustMilliseconds) + Fencing.Margin);
}
