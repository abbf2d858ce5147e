using ApiKeys.Keys;
using ApiKeys.Storage;
using ApiKeys.Usage.Callers;
using ApiKeys.Usage.Flush;
using ApiKeys.Usage.Recording;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Usage.Reports;

/// <summary>What is read of uses. Each query is bounded by the keys it asks for and by what is kept of one key.</summary>
internal static class UsageQueries
{
    /// <summary>The keys' facts, of deleted ones too.</summary>
    public static Task<List<UsedKey>> KeysAsync(this ApiKeysDbContext database, IReadOnlyList<string> keyIds, CancellationToken cancellationToken) =>
        database.Set<ApiKey>().Where(key => keyIds.Contains(key.Id))
            .Select(key => new UsedKey(
                key.Id, key.Title, key.Redacted, key.ActivatedAt, key.ExpiresAt, key.RevokedAt, key.EndedAt, key.DeletedAt, key.LastUsedAt))
            .ToListAsync(cancellationToken);

    public static async Task<ILookup<string, UseCount>> CountsAsync(
        this ApiKeysDbContext database, IReadOnlyList<string> keyIds, DateTimeOffset since, CancellationToken cancellationToken) =>
        (await database.Set<UseCount>().AsNoTracking().Where(row => keyIds.Contains(row.KeyId) && row.Hour >= since).ToListAsync(cancellationToken))
            .ToLookup(row => row.KeyId, StringComparer.Ordinal);

    /// <summary>The counts of all keys together.</summary>
    public static Task<List<UseCount>> StoreCountsAsync(this ApiKeysDbContext database, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.Set<UseCount>().AsNoTracking().Where(row => row.KeyId == UseCount.AllKeys && row.Hour >= since).ToListAsync(cancellationToken);

    /// <summary>Each key's callers, the latest first.</summary>
    public static async Task<ILookup<string, CallerRecord>> CallersAsync(
        this ApiKeysDbContext database, IReadOnlyList<string> keyIds, CancellationToken cancellationToken) =>
        (await database.Set<CallerRecord>().AsNoTracking().Where(row => keyIds.Contains(row.KeyId)).ToListAsync(cancellationToken))
            .OrderByDescending(row => row.LastAt).ToLookup(row => row.KeyId, StringComparer.Ordinal);

    /// <summary>Who presents ended keys, the latest first: of so many keys at least, if there are as many.</summary>
    public static Task<List<CallerRecord>> EndedCallersAsync(
        this ApiKeysDbContext database, DateTimeOffset since, int keys, CancellationToken cancellationToken)
    {
        // As a parameter. The literal false would become NOT is_accepted, which doesn't use the index in SQLite.
        var isAccepted = false;
        return database.Set<CallerRecord>().AsNoTracking()
            .Where(row => row.IsAccepted == isAccepted && row.LastAt >= since && (row.Code == VerificationCode.Revoked || row.Code == VerificationCode.Expired))
            .OrderByDescending(row => row.LastAt).Take(keys * UseWriter.MaxCallers).ToListAsync(cancellationToken);
    }

    public static async Task<Dictionary<string, AttemptCount>> AttemptsAsync(
        this ApiKeysDbContext database, IReadOnlyList<string> keyIds, CancellationToken cancellationToken) =>
        await database.Set<UseCount>()
            .Where(row => keyIds.Contains(row.KeyId) && (row.Code == VerificationCode.Revoked || row.Code == VerificationCode.Expired))
            .GroupBy(row => row.KeyId)
            .Select(rows => new AttemptCount(rows.Key, rows.Min(row => row.Hour), rows.Sum(row => row.Count)))
            .ToDictionaryAsync(count => count.KeyId, StringComparer.Ordinal, cancellationToken);
}
