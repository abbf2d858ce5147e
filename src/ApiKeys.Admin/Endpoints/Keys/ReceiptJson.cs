using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.Keys;

[Description("The proof that a revocation has reached every node that was live when it was committed, as far as that is known.")]
internal sealed record ReceiptJson
{
    public required DateTimeOffset RevokedAt { get; init; }

    [Description("Whether every node is known to refuse the token. An incomplete receipt is completed when the last node has answered; read the key with `fields=receipt`.")]
    public required bool IsComplete { get; init; }

    [Description("Since when every one of them does. Null while the receipt is incomplete.")]
    public required DateTimeOffset? RefusedSince { get; init; }

    [Description("How many nodes are known to refuse the token so far.")]
    public required int NodesRefusing { get; init; }

    [Description("Of how many.")]
    public required int NodesTotal { get; init; }

    public required IReadOnlyList<ReceiptNodeJson> Nodes { get; init; }

    public static ReceiptJson? Of(RevocationReceipt? receipt) => receipt is null ? null : new ReceiptJson
    {
        RevokedAt = receipt.RevokedAt,
        IsComplete = receipt.IsComplete,
        RefusedSince = receipt.RefusedSince,
        NodesRefusing = receipt.Nodes.Count(node => node.State != ReceiptNodeState.Waiting),
        NodesTotal = receipt.Nodes.Count,
        Nodes = [.. receipt.Nodes.Select(node => new ReceiptNodeJson
        {
            Id = node.Id,
            Name = node.Name,
            State = node.State.ToString().ToLowerInvariant(),
            Since = node.Since,
        })],
    };
}

internal sealed record ReceiptNodeJson
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description("`applied`: it refuses the token. `fenced`: it was silent for longer than it may believe its memory, or has ended. `waiting`: neither yet.")]
    public required string State { get; init; }

    public required DateTimeOffset? Since { get; init; }
}
