namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>The proof that a revocation has reached every node, as far as that is known.</summary>
internal sealed record ReceiptAnswer(
    DateTimeOffset RevokedAt, bool IsComplete, DateTimeOffset? RefusedSince, int NodesRefusing, int NodesTotal, IReadOnlyList<ReceiptNodeAnswer> Nodes)
{
    public static ReceiptAnswer? Of(RevocationReceipt? receipt) => receipt is null ? null : new ReceiptAnswer(
        receipt.RevokedAt,
        receipt.IsComplete,
        receipt.RefusedSince,
        receipt.Nodes.Count(node => node.State != ReceiptNodeState.Waiting),
        receipt.Nodes.Count,
        [.. receipt.Nodes.Select(node => new ReceiptNodeAnswer(node.Id, node.Name, node.State.ToString().ToLowerInvariant(), node.Since))]);
}

internal sealed record ReceiptNodeAnswer(string Id, string Name, string State, DateTimeOffset? Since);
