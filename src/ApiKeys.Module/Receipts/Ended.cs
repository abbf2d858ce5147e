namespace ApiKeys.Receipts;

/// <summary>What a step that ends keys answers with.</summary>
/// <param name="Items">The step's own answer.</param>
/// <param name="Receipts">The receipts that were written in its transaction. The stage after the commit completes them.</param>
internal sealed record Ended<TItem>(IReadOnlyList<TItem> Items, IReadOnlyList<ReceiptRecord> Receipts)
{
    /// <summary>Returns the items, each with the receipt of the key that it ended.</summary>
    /// <param name="endedBy">Returns the id of that key, or null if the item ended no key.</param>
    /// <param name="with">Adds a receipt to an item.</param>
    public IReadOnlyList<TItem> WithReceipts(Func<TItem, string?> endedBy, Func<TItem, RevocationReceipt?, TItem> with) =>
        [.. Items.Select(item => with(item, Receipts.FirstOrDefault(receipt => receipt.KeyId == endedBy(item))?.Read()))];
}
