using System.Security.Cryptography;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Storage;

/// <inheritdoc cref="IApiKeyDatabase"/>
internal sealed class ApiKeyDatabase(IDbContextFactory<ApiKeysDbContext> databases, TimeProvider timeProvider) : IApiKeyDatabase
{
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.MigrateAsync(timeProvider, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> GetPendingMigrationsAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return [.. await database.Database.GetPendingMigrationsAsync(cancellationToken)];
    }

    public async Task ProbeWriteAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var probe = database.Set<StoreProbeRecord>();
        var filler = database.ProbeBytes > 0 ? RandomNumberGenerator.GetBytes(database.ProbeBytes) : null;
        if (await probe.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Writes, row => row.Writes + 1).SetProperty(row => row.Filler, filler), cancellationToken) > 0)
        {
            return;
        }

        probe.Add(new StoreProbeRecord { Filler = filler });
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (StoreFailure.Of(exception) is null)
        {
            // Another node was faster, so the database takes writes.
        }
    }
}
