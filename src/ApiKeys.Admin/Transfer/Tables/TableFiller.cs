using System.Data.Common;

namespace ApiKeys.Admin.Transfer.Tables;

/// <summary>Inserts rows, many in a statement. They come table by table.</summary>
internal sealed class TableFiller(DbTransaction transaction, TransferDialect dialect)
{
    private readonly List<object?[]> _rows = [];
    private TransferTable? _table;

    public async Task AddAsync(TransferTable table, object?[] row, CancellationToken cancellationToken)
    {
        if (_table != table)
        {
            await FinishAsync(cancellationToken);
            _table = table;
            await RunAsync(table.Identity is null ? null : dialect.BeforeNumbered(table), cancellationToken);
        }

        _rows.Add(row);
        if (_rows.Count == table.RowsAtOnce(dialect.ParametersAtOnce))
        {
            await InsertAsync(table, cancellationToken);
        }
    }

    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_table is { } table)
        {
            await InsertAsync(table, cancellationToken);
            await RunAsync(table.Identity is null ? null : dialect.AfterNumbered(table), cancellationToken);
        }
    }

    private async Task InsertAsync(TransferTable table, CancellationToken cancellationToken)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        await using var command = transaction.CreateCommand(table.Insert(_rows.Count));
        for (var row = 0; row < _rows.Count; row++)
        {
            for (var column = 0; column < table.Columns.Count; column++)
            {
                table.Columns[column].AddParameter(command, TransferTable.ParameterName((row * table.Columns.Count) + column), _rows[row][column]);
            }
        }

        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (DbException refusal)
        {
            throw new TransferException($"The database doesn't take a row of {table.Name}: {refusal.Message}", refusal);
        }

        _rows.Clear();
    }

    private Task RunAsync(string? sql, CancellationToken cancellationToken) =>
        sql is null ? Task.CompletedTask : transaction.ExecuteAsync(sql, cancellationToken);
}
