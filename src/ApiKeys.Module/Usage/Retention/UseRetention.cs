using ApiKeys.Policies;
using ApiKeys.Storage;
using ApiKeys.Usage.Callers;
using ApiKeys.Usage.Flush;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Usage.Retention;

/// <summary>Removes counts and callers older than they are kept, and who called at all when that is not to be kept.</summary>
internal sealed class UseRetention(
    IDbContextFactory<ApiKeysDbContext> databases, IOptions<ApiKeysOptions> options, TimeProvider timeProvider, ILogger<UseRetention> logger)
{
    // In keys. Each statement holds the write lock no longer than a few operations do.
    private const int BatchSize = 200;

    // SQL Server locks the whole table from 5,000 rows in one statement on. A key has callers that were accepted and ones that were refused.
    private const int CallersBatchSize = 4_000 / (2 * UseWriter.MaxCallers);

    /// <returns>How many rows were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = timeProvider.GetUtcNow() - await RetentionAsync(cancellationToken);
        var removed = await RepeatAsync(database => RemoveCountsAsync(database, before, cancellationToken), cancellationToken);
        foreach (var isAccepted in new[] { true, false })
        {
            removed += await RepeatAsync(database => RemoveCallersAsync(database, isAccepted, before, cancellationToken), cancellationToken);
        }

        if (!options.Value.Usage.RecordCallers)
        {
            removed += await RepeatAsync(database => RemoveNamesAsync(database, cancellationToken), cancellationToken);
        }

        if (removed > 0)
        {
            logger.UsesRemoved(removed);
        }

        return removed;
    }

    private async Task<TimeSpan> RetentionAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var policies = PolicyReader.Of(
            await database.Set<PolicyRecord>().AsNoTracking().Where(policy => policy.Kind == PolicyKind.UsageRetention).ToListAsync(cancellationToken));
        return policies.UsageRetention.Days is { } days ? TimeSpan.FromDays(days) : options.Value.Usage.Retention;
    }

    private async Task<int> RepeatAsync(Func<ApiKeysDbContext, Task<int>> remove, CancellationToken cancellationToken)
    {
        var removed = 0;
        int batch;
        do
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            await database.WaitForUsageWritersAsync(cancellationToken);
            batch = await remove(database);
            await transaction.CommitAsync(CancellationToken.None);
            removed += batch;
        }
        while (batch > 0);
        return removed;
    }

    private static async Task<int> RemoveCountsAsync(ApiKeysDbContext database, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = database.Set<UseCount>().Where(row => row.Hour < before);
        if (await old.MinAsync(row => (DateTimeOffset?)row.Hour, cancellationToken) is not { } hour)
        {
            return 0;
        }

        var oldest = database.Set<UseCount>().Where(row => row.Hour == hour);
        var keyIds = await oldest.Select(row => row.KeyId).Distinct().Take(BatchSize).ToListAsync(cancellationToken);
        return await oldest.Where(row => keyIds.Contains(row.KeyId)).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<int> RemoveCallersAsync(
        ApiKeysDbContext database, bool isAccepted, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var old = database.Set<CallerRecord>().Where(row => row.IsAccepted == isAccepted && row.LastAt < before);
        var keyIds = FirstOf(await old.OrderBy(row => row.LastAt).Select(row => row.KeyId).Take(BatchSize).ToListAsync(cancellationToken));
        return await old.Where(row => keyIds.Contains(row.KeyId)).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<int> RemoveNamesAsync(ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        var named = database.Set<CallerRecord>().Where(row => row.Address != string.Empty || row.UserAgent != string.Empty);
        var keyIds = FirstOf(await named.Select(row => row.KeyId).Take(BatchSize).ToListAsync(cancellationToken));
        return await named.Where(row => keyIds.Contains(row.KeyId)).ExecuteDeleteAsync(cancellationToken);
    }

    private static List<string> FirstOf(IEnumerable<string> keyIds) =>
        [.. keyIds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(CallersBatchSize)];
}
