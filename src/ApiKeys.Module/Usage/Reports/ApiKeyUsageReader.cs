using ApiKeys.Queries;
using ApiKeys.Storage;
using ApiKeys.Time;
using ApiKeys.Tokens;
using ApiKeys.Usage.Callers;
using ApiKeys.Usage.Recording;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Usage.Reports;

/// <inheritdoc cref="IApiKeyUsage"/>
internal sealed class ApiKeyUsageReader(
    IDbContextFactory<ApiKeysDbContext> databases, UseRecorder recorder, KeyClock clock, ILogger<ApiKeyUsageReader> logger) : IApiKeyUsage
{
    private const int MaxListed = 100;

    public async Task<KeyUsage?> ReadAsync(string keyId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        return (await ReadAsync([keyId], cancellationToken)).GetValueOrDefault(keyId);
    }

    public async Task<IReadOnlyDictionary<string, KeyUsage>> ReadAsync(IReadOnlyList<string> keyIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyIds);
        QueryLimits.CheckValues(keyIds);
        var isComplete = await FlushAsync(cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await clock.NowAsync(database, cancellationToken);
        var keys = await database.KeysAsync(keyIds, cancellationToken);
        var counts = await database.CountsAsync(keyIds, UsagePeriods.Since(now), cancellationToken);
        var callers = await database.CallersAsync(keyIds, cancellationToken);
        var ended = await EndedAsync(database, keys, callers.SelectMany(group => group), now, cancellationToken);

        return keys.ToDictionary(key => key.Id, key => new KeyUsage
        {
            KeyId = key.Id,
            Hours = UsagePeriods.Hours(counts[key.Id], now),
            Days = UsagePeriods.Days(counts[key.Id], now),
            Callers = [.. callers[key.Id].Select(Read)],
            LastAcceptedCaller = callers[key.Id].Where(caller => caller.IsAccepted && caller.LastAt >= key.LastUsedAt).Select(Read).FirstOrDefault(),
            Verdict = VerdictOf(key, isComplete, callers[key.Id], ended, now),
        });
    }

    public async Task<IReadOnlyList<UsagePeriod>> ReadStoreAsync(CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await clock.NowAsync(database, cancellationToken);
        return UsagePeriods.Hours(await database.StoreCountsAsync(UsagePeriods.FirstHour(now), cancellationToken), now);
    }

    public async Task<IReadOnlyDictionary<string, UseVerdict>> GetVerdictsAsync(IReadOnlyList<string> keyIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyIds);
        QueryLimits.CheckValues(keyIds);
        var isComplete = await FlushAsync(cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await clock.NowAsync(database, cancellationToken);
        var keys = await database.KeysAsync(keyIds, cancellationToken);
        var callers = await database.CallersAsync(keyIds, cancellationToken);
        var ended = await EndedAsync(database, keys, callers.SelectMany(group => group), now, cancellationToken);
        return keys.ToDictionary(key => key.Id, key => VerdictOf(key, isComplete, callers[key.Id], ended, now));
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<UsagePeriod>>> ReadDaysAsync(
        IReadOnlyList<string> keyIds, int days, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyIds);
        QueryLimits.CheckValues(keyIds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, UsagePeriods.DaysShown);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await clock.NowAsync(database, cancellationToken);
        var counts = await database.CountsAsync(keyIds, UsagePeriods.Since(now, days), cancellationToken);
        return keyIds.Distinct(StringComparer.Ordinal).ToDictionary(id => id, id => UsagePeriods.Days(counts[id], now, days), StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<EndedKeyUse>> ListEndedKeysInUseAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxListed);
        await FlushAsync(cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = await clock.NowAsync(database, cancellationToken);
        var callers = await database.EndedCallersAsync(since, limit, cancellationToken);
        var keyIds = callers.Select(caller => caller.KeyId).Distinct().Take(ListApiKeysQuery.MaxValues).ToList();
        var keys = await database.KeysAsync(keyIds, cancellationToken);
        var ended = await EndedAsync(database, keys, callers, now, cancellationToken);
        return [.. ended.Values.OrderByDescending(use => use.LastAt).Take(limit)];
    }

    private async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await recorder.FlushAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A full disk takes no writes and can be read: better the old facts, marked as such, than none.
            logger.ReadWithoutLatest(ScrubbedException.For(exception, TokenRedactor.Scrub));
            return false;
        }
    }

    private static UseVerdict VerdictOf(
        UsedKey key, bool isComplete, IEnumerable<CallerRecord> callers, IReadOnlyDictionary<string, EndedKeyUse> ended, DateTimeOffset now) => new()
        {
            Level = UseVerdict.LevelOf(key.LastUsedAt, isComplete, now),
            LastUsedAt = key.LastUsedAt,
            CallersInLastHour = [.. callers.Where(caller => caller.IsAccepted && caller.LastAt > now - UseVerdict.InUseWithin).Select(Read)],
            AfterEnd = ended.GetValueOrDefault(key.Id),
        };

    private static async Task<Dictionary<string, EndedKeyUse>> EndedAsync(
        ApiKeysDbContext database, IReadOnlyList<UsedKey> keys, IEnumerable<CallerRecord> callers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // What was expired when it was called may have been given more time since.
        var presented = callers
            .Where(caller => caller.Code is VerificationCode.Revoked or VerificationCode.Expired).ToLookup(caller => caller.KeyId, StringComparer.Ordinal);
        var ended = keys.Where(key => key.StatusAt(now) is ApiKeyStatus.Revoked or ApiKeyStatus.Expired && presented.Contains(key.Id)).ToList();
        var attempts = ended.Count == 0 ? [] : await database.AttemptsAsync([.. ended.Select(key => key.Id)], cancellationToken);
        return ended.ToDictionary(key => key.Id, key => Read(key, [.. presented[key.Id]], attempts.GetValueOrDefault(key.Id), now), StringComparer.Ordinal);
    }

    private static EndedKeyUse Read(UsedKey key, IReadOnlyList<CallerRecord> callers, AttemptCount? attempts, DateTimeOffset now)
    {
        var status = key.StatusAt(now);

        // Revoked, and expired before that: ended since it expired.
        var expiredAt = key.ExpiresAt <= now || key.ExpiresAt <= key.EndedAt ? key.ExpiresAt : null;
        var revokedAt = status == ApiKeyStatus.Revoked ? key.RevokedAt : null;
        var endedAt = new[] { expiredAt, revokedAt }.Min()!.Value;
        return new EndedKeyUse
        {
            KeyId = key.Id,
            Title = key.Title,
            Redacted = key.Redacted,
            Status = status,
            EndedAt = endedAt,
            IsDeleted = key.DeletedAt is not null,

            // A caller that was refused for another reason before has a first call before the key's end.
            Since = new[] { endedAt, attempts?.FirstHour ?? endedAt, callers.Min(caller => caller.FirstAt) }.Max(),
            LastAt = callers[0].LastAt,
            Attempts = attempts?.Count ?? callers.Sum(caller => caller.Count),
            Callers = [.. callers.Select(Read)],
        };
    }

    private static KeyCaller Read(CallerRecord caller) => new()
    {
        Address = caller.Address.Length > 0 ? caller.Address : null,
        UserAgent = caller.UserAgent.Length > 0 ? caller.UserAgent : null,
        Route = caller.Route.Length > 0 ? caller.Route : null,
        IsAccepted = caller.IsAccepted,
        LastCode = caller.Code,
        FirstAt = caller.FirstAt,
        LastAt = caller.LastAt,
        Count = caller.Count,
    };
}
