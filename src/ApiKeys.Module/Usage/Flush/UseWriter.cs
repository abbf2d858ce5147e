using ApiKeys.Keys;
using ApiKeys.Storage;
using ApiKeys.Usage.Callers;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Usage.Flush;

/// <summary>
/// Adds noted uses to what is stored, each batch in one transaction and by one statement. Any number of nodes may do so at once: each takes the rows in the order of their keys, so
/// that none waits for one that waits for it.
/// </summary>
internal sealed class UseWriter(IDbContextFactory<ApiKeysDbContext> databases)
{
    /// <summary>The most callers that are stored of one key, accepted and refused apart.</summary>
    public const int MaxCallers = 50;

    private const int Attempts = 3;

    private const string AddCaller =
        """
        count = apikeys_callers.count + excluded.count,
        first_at = CASE WHEN apikeys_callers.first_at < excluded.first_at THEN apikeys_callers.first_at ELSE excluded.first_at END,
        last_at = CASE WHEN apikeys_callers.last_at > excluded.last_at THEN apikeys_callers.last_at ELSE excluded.last_at END,
        route = CASE WHEN apikeys_callers.last_at > excluded.last_at THEN apikeys_callers.route ELSE excluded.route END,
        code = CASE WHEN apikeys_callers.last_at > excluded.last_at THEN apikeys_callers.code ELSE excluded.code END
        """;

    public Task WriteLastUsedAsync(IReadOnlyList<KeyValuePair<string, DateTimeOffset>> batch, CancellationToken cancellationToken) =>
        InTransactionAsync([.. batch.OrderBy(use => use.Key, StringComparer.Ordinal)], WriteAsync, cancellationToken);

    public Task WriteCountsAsync(IReadOnlyList<KeyValuePair<UseHour, long>> batch, CancellationToken cancellationToken) =>
        InTransactionAsync(
            [.. batch.OrderBy(use => use.Key.KeyId, StringComparer.Ordinal).ThenBy(use => use.Key.Hour).ThenBy(use => use.Key.Code)], WriteAsync, cancellationToken);

    public Task WriteCallersAsync(IReadOnlyList<KeyValuePair<CallerId, CallerTotal>> batch, CancellationToken cancellationToken) =>
        InTransactionAsync(
            [
                .. batch.OrderBy(use => use.Key.KeyId, StringComparer.Ordinal).ThenBy(use => use.Key.IsAccepted)
                    .ThenBy(use => use.Key.Address, StringComparer.Ordinal).ThenBy(use => use.Key.UserAgent, StringComparer.Ordinal),
            ],
            WriteAsync,
            cancellationToken);

    private async Task InTransactionAsync<T>(
        IReadOnlyList<T> batch, Func<ApiKeysDbContext, IReadOnlyList<T>, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);

            // A crash loses what is not flushed in any case; a power cut may take the last flush along.
            await database.ForgoDurabilityAsync(cancellationToken);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            try
            {
                await database.WaitForUsageWritersAsync(cancellationToken);
                await write(database, batch, cancellationToken);
            }
            catch (Exception exception) when (attempt < Attempts && (TransientFailure.Is(exception) || DatabaseErrors.IsAlreadyThere(exception)))
            {
                // Two nodes each held a row that the other wanted next. Or, on SQL Server, another has just inserted the same row.
                continue;
            }

            // Cancelled in between, it could be on the disk and counted again.
            await transaction.CommitAsync(CancellationToken.None);
            return;
        }
    }

    // Never backwards: another node, or a flush that came late, may know of a later use. The key's version is left alone: a use is no change.
    private static Task WriteAsync(
        ApiKeysDbContext database, IReadOnlyList<KeyValuePair<string, DateTimeOffset>> uses, CancellationToken cancellationToken) =>
        database.UpdateAsync<ApiKey, DateTimeOffset>(
            uses, nameof(ApiKey.LastUsedAt), "apikeys_keys.last_used_at IS NULL OR apikeys_keys.last_used_at < excluded.last_used_at", cancellationToken);

    // All nodes write the same few totals. They are written last, so that a node locks them only until its commit.
    private static async Task WriteAsync(
        ApiKeysDbContext database, IReadOnlyList<KeyValuePair<UseHour, long>> uses, CancellationToken cancellationToken)
    {
        await AddAsync(database, uses, cancellationToken);
        var totals = uses.GroupBy(use => use.Key with { KeyId = UseCount.AllKeys }, use => use.Value)
            .OrderBy(total => total.Key.Hour).ThenBy(total => total.Key.Code)
            .Select(total => KeyValuePair.Create(total.Key, total.Sum()));
        await AddAsync(database, [.. totals], cancellationToken);
    }

    private static Task AddAsync(ApiKeysDbContext database, IReadOnlyList<KeyValuePair<UseHour, long>> uses, CancellationToken cancellationToken) =>
        database.UpsertAsync<UseCount>(
            [.. uses.Select(use => new UseCount { KeyId = use.Key.KeyId, Hour = use.Key.Hour, Code = use.Key.Code, Count = use.Value })],
            "count = apikeys_uses.count + excluded.count",
            cancellationToken);

    private static async Task WriteAsync(
        ApiKeysDbContext database, IReadOnlyList<KeyValuePair<CallerId, CallerTotal>> uses, CancellationToken cancellationToken)
    {
        await database.UpsertAsync<CallerRecord>([.. uses.Select(use => use.Value.ToRecord(use.Key))], AddCaller, cancellationToken);

        var keyIds = uses.Select(use => use.Key.KeyId).Distinct().ToList();
        var tooMany = await database.Set<CallerRecord>().Where(row => keyIds.Contains(row.KeyId))
            .GroupBy(row => new { row.KeyId, row.IsAccepted })
            .Where(callers => callers.Count() > MaxCallers)
            .Select(callers => callers.Key)
            .ToListAsync(cancellationToken);
        foreach (var callers in tooMany)
        {
            await RemoveOldestAsync(database, callers.KeyId, callers.IsAccepted, cancellationToken);
        }
    }

    private static async Task RemoveOldestAsync(ApiKeysDbContext database, string keyId, bool isAccepted, CancellationToken cancellationToken)
    {
        var callers = database.Set<CallerRecord>().Where(row => row.KeyId == keyId && row.IsAccepted == isAccepted);
        var surplus = await callers
            .OrderByDescending(row => row.LastAt).ThenBy(row => row.Address).ThenBy(row => row.UserAgent)
            .Skip(MaxCallers).Select(row => new { row.Address, row.UserAgent }).ToListAsync(cancellationToken);
        foreach (var caller in surplus)
        {
            await callers.Where(row => row.Address == caller.Address && row.UserAgent == caller.UserAgent).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
