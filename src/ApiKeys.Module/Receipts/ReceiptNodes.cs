namespace ApiKeys.Receipts;

internal static class ReceiptNodes
{
    /// <summary>Whether each of these nodes is known to refuse the token.</summary>
    public static bool AllRefuse(this IEnumerable<ReceiptNode> nodes) => nodes.All(node => node.State != ReceiptNodeState.Waiting);
}
