namespace ApiKeys.Admin.Transfer;

/// <summary>What was moved.</summary>
/// <param name="Tables">Every table, empty ones included.</param>
public sealed record TransferSummary(IReadOnlyList<TransferredTable> Tables)
{
    /// <summary>The rows of all tables.</summary>
    public long Rows => Tables.Sum(table => table.Rows);

    /// <summary>How many rows a table had; 0 when there is none of that name.</summary>
    /// <param name="table">Its name in the database.</param>
    public long RowsOf(string table) => Tables.FirstOrDefault(candidate => candidate.Name == table)?.Rows ?? 0;
}

/// <summary>A table that was moved.</summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Rows">How many rows it had.</param>
/// <param name="Checksum">A digest of its rows: the same for the same rows, whatever product the database is and however it sorts.</param>
public sealed record TransferredTable(string Name, long Rows, string Checksum);
