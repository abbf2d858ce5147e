namespace ApiKeys.Receipts;

/// <summary>What a step that ends keys answers with.</summary>
/// <param name="Items">The step's own answer.</param>
/// <param name="Receipts">The receipts that were written in its transaction. They are complete once the execution has reached every node.</param>
internal sealed record Ended<TItem>(IReadOnlyList<TItem> Items, IReadOnlyList<ReceiptRecord> Receipts)
{
    /// <summary>The answer, each item with the receipt of the key that it ended.</summary>
    /// <param name="endedBy">The id of that key; null for none.</param>
    /// <param name="with">Puts a receipt to an item.</param>
    public IReadOnlyList<TItem> WithReceipts(Func<TItem, string?> endedBy, Func<TItem, RevocationReceipt?, TItem> with) =>
        [.. Items.Select(item => with(item, Receipts.FirstOrDefault(receipt => receipt.KeyId == endedBy(item))?.Read()))];
}
