using ApiKeys.Configuration;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Time;

/// <summary>
/// The time by which keys end: that of the database's clock, and never earlier than a time by which a key may have been refused (I7). A node's own wall clock
/// has no say in it.
/// </summary>
/// <remarks>
/// Before a node compares an end with a time, it stores that it will (<see cref="KeyTimeRecord.CoveredUntil"/>), ahead and not for each request. So a clock
/// that was set back shows, whichever node reads it first. Until every end up to the stored time is a fact in the keys' rows, the time stays where it was.
/// </remarks>
internal sealed class KeyClock(TimeProvider timeProvider)
{
    /// <summary>How far ahead of the database's clock the time is stored. A clock set back by less than this is noticed by nodes that run, not after a restart.</summary>
    public static readonly TimeSpan Ahead = 2 * Fencing.Promise;

    // Between two readings a node judges for up to one lease by the older one.
    private static readonly TimeSpan LeastAhead = Fencing.Promise * 1.5;

    private static readonly CompiledQuery<Func<ApiKeysDbContext, CancellationToken, Task<DateTimeOffset>>> Covered = new(() => EF.CompileAsyncQuery(
        (ApiKeysDbContext database, CancellationToken _) =>
            database.Set<KeyTimeRecord>().Where(row => row.Id == KeyTimeRecord.OnlyId).Select(row => row.CoveredUntil).Single()));

    private static readonly CompiledUpdate<KeyTimeRecord> Cover = new(
        "covered_until = {0} WHERE id = {1} AND covered_until < {0}", nameof(KeyTimeRecord.CoveredUntil), nameof(KeyTimeRecord.Id));

    private readonly Lock _gate = new();
    private KeyTime? _time;

    /// <summary>The time for what needs no proof, without asking the database.</summary>
    public DateTimeOffset Now =>
        Volatile.Read(ref _time) is { } time && time.IsFresh(Fencing.Promise, timeProvider) ? Latest(time) : timeProvider.GetUtcNow();

    /// <summary>The latest time that it can be, for a node that may verify although it can't reach the database.</summary>
    public DateTimeOffset LatestKnown => Volatile.Read(ref _time) is { } time ? Latest(time) : timeProvider.GetUtcNow();

    /// <summary>Tells between which times the database's clock stands. Takes no lock, allocates nothing.</summary>
    /// <returns>False when the clock was never read, or when <paramref name="latest"/> isn't stored as seen.</returns>
    public bool TryTell(out DateTimeOffset earliest, out DateTimeOffset latest)
    {
        if (Volatile.Read(ref _time) is not { } time)
        {
            (earliest, latest) = (default, default);
            return false;
        }

        var timestamp = timeProvider.GetTimestamp();
        (earliest, latest) = (time.Earliest(timeProvider, timestamp), time.Latest(timeProvider, timestamp));
        return latest <= time.CoveredUntil;
    }

    /// <summary>Whether the time is known, without asking the database, to be before another, and the database's clock wasn't set back.</summary>
    public bool IsKnownBefore(DateTimeOffset end) =>
        Volatile.Read(ref _time) is { IsSetBack: false } time && time.IsFresh(Fencing.Promise, timeProvider) && Latest(time) < end;

    /// <summary>The time to compare ends with; asks the database unless it was asked within the last second.</summary>
    public async ValueTask<DateTimeOffset> NowAsync(ApiKeysDbContext database, CancellationToken cancellationToken) =>
        Volatile.Read(ref _time) is { } time && time.IsFresh(Fencing.Promise, timeProvider)
            ? Latest(time)
            : (await ReadAsync(database, cancellationToken)).At;

    /// <summary>Asks the database for the time.</summary>
    public async Task<KeyTimeReading> ReadAsync(ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        // In this order: whatever clock the stored time came from was read before this one.
        var covered = await Covered.For(database)(database, cancellationToken);
        var sentAt = timeProvider.GetTimestamp();
        var clock = await database.ReadClockAsync(timeProvider, cancellationToken);
        return Observe(clock, covered, sentAt, timeProvider.GetTimestamp());
    }

    /// <summary>Follows the database's clock, and stores the time that this node will have come to before it follows it again.</summary>
    public async Task FollowAsync(ApiKeysDbContext database, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _time) is { } time && time.IsFresh(Fencing.Promise / 2, timeProvider) && time.CoveredUntil >= time.Clock + LeastAhead)
        {
            return;
        }

        var reading = await ReadAsync(database, cancellationToken);
        if (reading.CoveredUntil < reading.Clock + LeastAhead)
        {
            await CoverAsync(database, reading, cancellationToken);
        }
    }

    /// <summary>Stores that keys may have been refused by the time of a reading.</summary>
    public async Task CoverAsync(ApiKeysDbContext database, KeyTimeReading reading, CancellationToken cancellationToken)
    {
        var until = reading.Clock + Ahead;
        await Cover.ExecuteAsync(database, cancellationToken, until, KeyTimeRecord.OnlyId);
        lock (_gate)
        {
            _time = _time is { } time && time.CoveredUntil < until ? time with { CoveredUntil = until } : _time;
        }
    }

    /// <summary>Goes by the database's clock again after it was set back. Every end up to <see cref="KeyTimeReading.At"/> must be a fact in the store.</summary>
    public async Task ReleaseAsync(ApiKeysDbContext database, KeyTimeReading reading, CancellationToken cancellationToken)
    {
        var until = reading.Clock + Ahead;
        await Row(database).Where(row => row.CoveredUntil > until && row.CoveredUntil <= reading.At)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CoveredUntil, until), cancellationToken);
        lock (_gate)
        {
            _time = _time is { } time && time.Floor <= reading.At ? time with { Floor = DateTimeOffset.MinValue } : _time;
        }
    }

    private static IQueryable<KeyTimeRecord> Row(ApiKeysDbContext database) =>
        database.Set<KeyTimeRecord>().Where(row => row.Id == KeyTimeRecord.OnlyId);

    private DateTimeOffset Latest(KeyTime time) => time.Latest(timeProvider, timeProvider.GetTimestamp());

    private KeyTimeReading Observe(DateTimeOffset clock, DateTimeOffset covered, long sentAt, long receivedAt)
    {
        // The stored time is at most this far ahead of the clock that it came from.
        var at = clock < covered - Ahead ? covered : clock;
        lock (_gate)
        {
            var seen = _time?.Earliest(timeProvider, receivedAt) ?? DateTimeOffset.MinValue;
            at = at < seen ? seen : at;
            _time = new KeyTime(clock, sentAt, receivedAt, timeProvider.GetUtcNow(), at, covered);
        }

        return new KeyTimeReading(clock, at, covered);
    }
}
