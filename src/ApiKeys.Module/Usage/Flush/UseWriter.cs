using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Usage.Flush;

/// <summary>
/// Adds noted uses to what is stored, each batch in one transaction. Any number of nodes may do so at once: each takes the rows in the order of their keys, so
/// that none waits for one that waits for it.
/// </summary>
internal sealed class UseWriter(IDbContextFactory<ApiKeysDbContext> databases)
{
    /// <summary>The most callers that are stored of one key, accepted and refused apart.</summary>
    public const int MaxCallers = 50;

    private const int Attempts = 3;

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
                await write(database, batch, cancellationToken);
            }
            catch (Exception exception) when (attempt < Attempts && (exception is DbUpdateException || TransientFailure.Is(exception)))
            {
                // Another node has just inserted the row that was missing a moment ago. Seen anew, it is there to be added to. Or each held a row that the other
                // wanted next.
                continue;
            }

            // Cancelled in between, it could be on the disk and counted again.
            await transaction.CommitAsync(CancellationToken.None);
            return;
        }
    }

    private static async Task WriteAsync(
        ApiKeysDbContext database, IReadOnlyList<KeyValuePair<string, DateTimeOffset>> uses, CancellationToken cancellationToken)
    {
        // Never backwards: another node, or a flush that came late, may know of a later use. The key's version is left alone: a use is no change.
        foreach (var (keyId, at) in uses)
        {
            await database.Keys
                .Where(key => key.Id == keyId && (key.LastUsedAt == null || key.LastUsedAt < at))
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, at), cancellationToken);
        }
    }

    private static async Task WriteAsync(
        ApiKeysDbContext database, IReadOnlyList<KeyValuePair<UseHour, long>> uses, CancellationToken cancellationToken)
    {
        foreach (var ((keyId, hour, code), count) in uses)
        {
            var updated = await database.Set<UseCount>()
                .Where(row => row.KeyId == keyId && row.Hour == hour && row.Code == code)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Count, row => row.Count + count), cancellationToken);
            if (updated == 0)
            {
                await InsertAsync(database, new UseCount { KeyId = keyId, Hour = hour, Code = code, Count = count }, cancellationToken);
            }
        }
    }

    private static async Task WriteAsync(
        ApiKeysDbContext database, IReadOnlyList<KeyValuePair<CallerId, CallerTotal>> uses, CancellationToken cancellationToken)
    {
        var grown = new HashSet<(string KeyId, bool IsAccepted)>();
        foreach (var (id, total) in uses)
        {
            if (!await TryUpdateAsync(database, id, total, cancellationToken))
            {
                await InsertAsync(database, total.ToRecord(id), cancellationToken);
                grown.Add((id.KeyId, id.IsAccepted));
            }
        }

        foreach (var (keyId, isAccepted) in grown)
        {
            await RemoveOldestAsync(database, keyId, isAccepted, cancellationToken);
        }
    }

    private static async Task<bool> TryUpdateAsync(ApiKeysDbContext database, CallerId id, CallerTotal total, CancellationToken cancellationToken)
    {
        var updated = await database.Set<CallerRecord>()
            .Where(row => row.KeyId == id.KeyId && row.IsAccepted == id.IsAccepted && row.Address == id.Address && row.UserAgent == id.UserAgent)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Count, row => row.Count + total.Count)
                    .SetProperty(row => row.FirstAt, row => row.FirstAt < total.FirstAt ? row.FirstAt : total.FirstAt)
                    .SetProperty(row => row.LastAt, row => row.LastAt > total.LastAt ? row.LastAt : total.LastAt)
                    .SetProperty(row => row.Route, row => row.LastAt > total.LastAt ? row.Route : total.Route)
                    .SetProperty(row => row.Code, row => row.LastAt > total.LastAt ? row.Code : total.Code),
                cancellationToken);
        return updated > 0;
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

    // At once, not with the others at the end: to a database that takes "a" and "A" for the same, the next row may be this one.
    private static async Task InsertAsync<T>(ApiKeysDbContext database, T row, CancellationToken cancellationToken)
        where T : class
    {
        database.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        database.ChangeTracker.Clear();
    }
}
