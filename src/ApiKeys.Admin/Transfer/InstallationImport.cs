using System.Data.Common;
using ApiKeys.Admin.Transfer.Files;
using ApiKeys.Admin.Transfer.Tables;
using ApiKeys.Storage;
using ApiKeys.Verification.Nodes;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Transfer;

/// <summary>Fills an empty database from a file that was checked, in one transaction.</summary>
internal static class InstallationImport
{
    public static async Task RunAsync(
        ApiKeysDbContext module, TransferPlan plan, Stream source, TransferSummary file, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        await module.Database.OpenConnectionAsync(cancellationToken);
        var connection = module.Database.GetDbConnection();
        var dialect = TransferDialect.Of(connection);
        await using var transaction = await dialect.BeginAloneAsync(connection, plan, cancellationToken);
        await module.Database.UseTransactionAsync(transaction, cancellationToken);

        await RequireNobodyAsync(module, timeProvider, cancellationToken);
        await RequireEmptyAsync(transaction, plan, cancellationToken);
        foreach (var table in plan.All.Reverse())
        {
            await transaction.ExecuteAsync($"DELETE FROM {table.DelimitedName}", cancellationToken);
        }

        source.Position = 0;
        var filler = new TableFiller(transaction, dialect);
        await foreach (var (table, row) in TransferFile.RowsAsync(source, plan, cancellationToken))
        {
            await filler.AddAsync(table, TransferRow.Parse(table, row), cancellationToken);
        }

        await filler.FinishAsync(cancellationToken);
        await RequireSameAsync(transaction, plan, file, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // A process that runs has read what there was, and would go on with that.
    private static async Task RequireNobodyAsync(ApiKeysDbContext module, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var now = await module.ReadClockAsync(timeProvider, cancellationToken);
        var names = await module.Set<NodeRecord>().Where(node => node.LeaseUntil >= now).Select(node => node.Name).ToListAsync(cancellationToken);
        if (names.Count > 0)
        {
            throw new TransferException($"Processes run on the database: {string.Join(", ", names)}. Stop them first.");
        }
    }

    private static async Task RequireEmptyAsync(DbTransaction transaction, TransferPlan plan, CancellationToken cancellationToken)
    {
        List<string> filled = [];
        foreach (var table in plan.All.Where(table => !table.IsFilledByStart))
        {
            if (await transaction.HasRowsAsync(table, cancellationToken))
            {
                filled.Add(table.Name);
            }
        }

        if (filled.Count > 0)
        {
            throw new TransferException($"The database is in use: there are rows in {string.Join(", ", filled)}. Import into a new one.");
        }
    }

    private static async Task RequireSameAsync(DbTransaction transaction, TransferPlan plan, TransferSummary file, CancellationToken cancellationToken)
    {
        var checksums = new TableChecksums(plan);
        await transaction.ReadAsync(
            plan,
            (table, row) =>
            {
                checksums.Add(table.Name, row.Span);
                return ValueTask.CompletedTask;
            },
            cancellationToken);

        foreach (var (written, read) in file.Tables.Zip(checksums.Summary().Tables))
        {
            if (written != read)
            {
                throw new TransferException(written.Rows == read.Rows
                    ? $"The database gives back other rows of {written.Name} than it was given."
                    : $"The database gives back {read.Rows} rows of {written.Name}, and was given {written.Rows}.");
            }
        }
    }
}
