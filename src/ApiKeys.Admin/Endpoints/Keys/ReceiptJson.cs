using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.Keys;

[Description("The proof that a revocation has reached every node that was live when it was committed, as far as that is known.")]
internal sealed record ReceiptJson(
    DateTimeOffset RevokedAt,
    [property: Description("Whether every node is known to refuse the token. An incomplete receipt is completed when the last node has answered; read the key with `fields=receipt`.")]
    bool IsComplete,
    [property: Description("Since when every one of them does. Null while the receipt is incomplete.")] DateTimeOffset? RefusedSince,
    [property: Description("How many nodes are known to refuse the token so far.")] int NodesRefusing,
    [property: Description("Of how many.")] int NodesTotal,
    IReadOnlyList<ReceiptNodeJson> Nodes)
{
    public static ReceiptJson? Of(RevocationReceipt? receipt) => receipt is null ? null : new ReceiptJson(
        receipt.RevokedAt,
        receipt.IsComplete,
        receipt.RefusedSince,
        receipt.Nodes.Count(node => node.State != ReceiptNodeState.Waiting),
        receipt.Nodes.Count,
        [.. receipt.Nodes.Select(node => new ReceiptNodeJson(node.Id, node.Name, node.State, node.Since))]);
}

internal sealed record ReceiptNodeJson(
    string Id,
    string Name,
    [property: Description("`applied`: it refuses the token. `fenced`: it was silent for longer than it may believe its memory, or has ended. `waiting`: neither yet.")]
    ReceiptNodeState State,
    DateTimeOffset? Since);
