namespace ApiKeys.Receipts;

/// <summary>What a step that ends keys answers with.</summary>
/// <param name="Items">The step's own answer.</param>
/// <param name="Receipts">The receipts that were written in its transaction, incomplete.</param>
internal sealed record Ended<TItem>(IReadOnlyList<TItem> Items, IReadOnlyList<ReceiptRecord> Receipts);
