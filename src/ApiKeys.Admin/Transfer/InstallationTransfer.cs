using ApiKeys.Admin.Transfer.Audit;
using ApiKeys.Admin.Transfer.Files;
using ApiKeys.Admin.Transfer.Tables;
using ApiKeys.Keys;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Transfer;

/// <inheritdoc cref="IInstallationTransfer"/>
internal sealed class InstallationTransfer(IDbContextFactory<ApiKeysDbContext> databases, TimeProvider timeProvider) : IInstallationTransfer
{
    public async Task<TransferSummary> ExportAsync(Stream destination, HostTables? host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        await using var module = await databases.CreateDbContextAsync(cancellationToken);
        var plan = TransferPlan.Of(module, host);
        await module.Database.OpenConnectionAsync(cancellationToken);
        var connection = module.Database.GetDbConnection();
        await using var transaction = await TransferDialect.Of(connection).BeginSnapshotAsync(connection, cancellationToken);
        return await TransferFile.WriteAsync(
            destination,
            TransferHeader.Of(plan, module.Database.ProviderName, timeProvider.GetUtcNow().AsStored()),
            plan,
            handle => transaction.ReadAsync(plan, handle, cancellationToken),
            cancellationToken);
    }

    public async Task<TransferSummary> ImportAsync(Stream source, HostTables? host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var module = await databases.CreateDbContextAsync(cancellationToken);
        var plan = TransferPlan.Of(module, host);

        // To its end, before anything is touched: what came of a damaged file would be said in the words of whatever it breaks.
        source.Position = 0;
        var file = await TransferFile.CheckAsync(source, plan, cancellationToken);
        await InstallationImport.RunAsync(module, plan, source, file, timeProvider, cancellationToken);
        return file;
    }

    public async Task<IReadOnlyList<KeyEnd>> ReadKeyEndsAsync(Stream source, HostTables? host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        await using var module = await databases.CreateDbContextAsync(cancellationToken);
        var plan = TransferPlan.Of(module, host);
        source.Position = 0;
        await TransferFile.CheckAsync(source, plan, cancellationToken);

        var keys = plan.ByName[module.Model.FindEntityType(typeof(ApiKey))!.GetTableName()!];
        List<KeyEnd> ends = [];
        source.Position = 0;
        await foreach (var (table, row) in TransferFile.RowsAsync(source, plan, cancellationToken))
        {
            if (table == keys && KeyEnd.Read(keys, row) is { } end)
            {
                ends.Add(end);
            }
        }

        return ends;
    }

    public async Task<long> BackupAsync(string path, HostTables? host, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        await using var module = await databases.CreateDbContextAsync(cancellationToken);
        var stayingBehind = host?.StayingBehind.Select(entity => host.Context.Model.FindEntityType(entity)!.GetTableName()!) ?? [];
        return await SqliteBackup.RunAsync(module, [.. stayingBehind], path, cancellationToken);
    }
}
