using System.Data.Common;
using System.Globalization;
using ApiKeys.Admin.Transfer.Files;

namespace ApiKeys.Admin.Transfer.Tables;

/// <summary>Commands in a transaction that is not EF Core's: neither its tracker nor its retries suit a stream of rows.</summary>
internal static class TransferSql
{
    public static DbCommand CreateCommand(this DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;

        // A large table takes as long as it takes.
        command.CommandTimeout = 0;
        return command;
    }

    public static async Task ExecuteAsync(this DbTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<bool> HasRowsAsync(this DbTransaction transaction, TransferTable table, CancellationToken cancellationToken)
    {
        await using var command = transaction.CreateCommand($"SELECT CASE WHEN EXISTS (SELECT 1 FROM {table.DelimitedName}) THEN 1 ELSE 0 END");
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 1;
    }

    /// <summary>Hands over each row of each table of the plan that moves.</summary>
    public static async Task ReadAsync(
        this DbTransaction transaction,
        TransferPlan plan,
        Func<TransferTable, ReadOnlyMemory<byte>, ValueTask> handle,
        CancellationToken cancellationToken)
    {
        using var row = new TransferRow();
        foreach (var table in plan.Moved)
        {
            await using var command = transaction.CreateCommand(table.Select);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                await handle(table, row.Write(table, reader));
            }
        }
    }
}
