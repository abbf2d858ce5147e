using System.Globalization;
using ApiKeys.Admin.Text;

namespace ApiKeys.Admin.Components.Keys.Page;

/// <summary>How a receipt is said.</summary>
internal static class ReceiptMessages
{
    /// <summary>"3 of 3 nodes".</summary>
    public static string Nodes(RevocationReceipt receipt)
    {
        var refusing = receipt.Nodes.Count(node => node.State != ReceiptNodeState.Waiting);
        return string.Create(CultureInfo.CurrentCulture, $"{refusing} of {receipt.Nodes.Count} {(receipt.Nodes.Count == 1 ? "node" : "nodes")}");
    }

    /// <summary>What is said when a key was revoked just now; its title follows.</summary>
    public static string Revoked(RevocationReceipt? receipt) =>
        receipt is { Nodes.Count: > 0 } ? $"Revoked, and refused on {Nodes(receipt)}{(receipt.IsComplete ? "" : " so far")}:" : "Revoked";

    public static string State(ReceiptNodeState state) => state switch
    {
        ReceiptNodeState.Applied => "applied it",
        ReceiptNodeState.Fenced => "was silent or ended, and trusts its memory no more",
        _ => "has not answered yet",
    };

    public static string Attempts(long attempts) => attempts == 0 ? "no attempt" : Counted.Of(attempts, "attempt");
}
