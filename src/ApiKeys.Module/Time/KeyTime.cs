using ApiKeys.Configuration;

namespace ApiKeys.Time;

/// <summary>
/// What a node knows of the database's clock from its last reading. The clock was read between sending the question and receiving the answer, so the time
/// lies between two bounds. They advance with the node's monotonic clock, and not with its wall clock.
/// </summary>
/// <param name="Clock">What the database's clock said, rounded down to milliseconds.</param>
/// <param name="SentAt">When the question was sent, by the monotonic clock.</param>
/// <param name="ReceivedAt">When the answer came, by the monotonic clock.</param>
/// <param name="WallClock">What the node's own wall clock said then.</param>
/// <param name="Floor">The latest time known from before; the time doesn't fall below it.</param>
/// <param name="CoveredUntil">See <see cref="KeyTimeRecord.CoveredUntil"/>.</param>
internal sealed record KeyTime(
    DateTimeOffset Clock, long SentAt, long ReceivedAt, DateTimeOffset WallClock, DateTimeOffset Floor, DateTimeOffset CoveredUntil)
{
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1) - TimeSpan.FromTicks(1);

    /// <inheritdoc cref="KeyTimeReading.IsSetBack"/>
    public bool IsSetBack => Floor - Clock > Fencing.Promise;

    /// <summary>The database's clock says at least this.</summary>
    public DateTimeOffset Earliest(TimeProvider time, long timestamp) => NotBefore(Floor, Clock + time.GetElapsedTime(ReceivedAt, timestamp));

    /// <summary>The database's clock says at most this.</summary>
    public DateTimeOffset Latest(TimeProvider time, long timestamp) =>
        NotBefore(Floor, Clock + Rounding + time.GetElapsedTime(SentAt, timestamp));

    /// <summary>Whether the reading is no older than a limit, by both clocks of the node: the monotonic one can stand still in a paused virtual machine.</summary>
    public bool IsFresh(TimeSpan limit, TimeProvider time)
    {
        var wall = time.GetUtcNow() - WallClock;
        return wall >= TimeSpan.Zero && wall <= limit && time.GetElapsedTime(SentAt) <= limit;
    }

    private static DateTimeOffset NotBefore(DateTimeOffset floor, DateTimeOffset time) => time < floor ? floor : time;
}
