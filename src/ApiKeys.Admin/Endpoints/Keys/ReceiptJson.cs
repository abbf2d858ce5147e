using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.Keys;

[Description("The proof that a revocation reached every node that was live when it was committed. It shows what is known so far.")]
internal sealed record ReceiptJson(
    DateTimeOffset RevokedAt,
    [property: Description("Whether every node is known to refuse the token. An incomplete receipt is completed later: read the key with `fields=receipt`.")]
    bool IsComplete,
    [property: Description("Since when every node refuses the token. Null while the receipt is incomplete.")] DateTimeOffset? RefusedSince,
    [property: Description("The number of nodes that are known to refuse the token.")] int NodesRefusing,
    [property: Description("The number of all nodes on the receipt.")] int NodesTotal,
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
    [property: Description("`applied`: it refuses the token. `fenced`: it has ended, or was silent for longer than it may verify from memory. `waiting`: neither is known yet.")]
    ReceiptNodeState State,
    DateTimeOffset? Since);
