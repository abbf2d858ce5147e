namespace ApiKeys.Admin.Transfer.Tables;

/// <summary>The checksums of all tables of a plan.</summary>
internal sealed class TableChecksums(TransferPlan plan)
{
    private readonly Dictionary<string, TableChecksum> _tables =
        plan.Moved.ToDictionary(table => table.Name, _ => new TableChecksum(), StringComparer.Ordinal);

    public void Add(string table, ReadOnlySpan<byte> row) => _tables[table].Add(row);

    public TransferSummary Summary() =>
        new([.. plan.Moved.Select(table => new TransferredTable(table.Name, _tables[table.Name].Rows, _tables[table.Name].Value))]);
}
