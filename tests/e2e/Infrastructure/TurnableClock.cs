using System.Collections.Concurrent;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>The system's clock, which a test can turn forward. Timers that come due by that fire at once.</summary>
internal sealed class TurnableClock : TimeProvider
{
    private readonly ConcurrentDictionary<TurnableTimer, byte> _timers = new();
    private long _ahead;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Ahead.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new TurnableTimer(this, callback, state, dueTime, period);

    public void Turn(TimeSpan by)
    {
        Interlocked.Add(ref _ahead, by.Ticks);
        foreach (var timer in _timers.Keys)
        {
            timer.FireIfDue();
        }
    }

    private TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    private sealed class TurnableTimer : ITimer
    {
        private readonly TurnableClock _clock;
        private readonly ITimer _timer;
        private readonly Lock _gate = new();
        private TimeSpan _period;
        private DateTimeOffset? _due;

        public TurnableTimer(TurnableClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _clock = clock;
            _timer = System.CreateTimer(
                _ =>
                {
                    Plan(_period);
                    callback(state);
                },
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
            clock._timers.TryAdd(this, 0);
            Change(dueTime, period);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_gate)
            {
                _period = period;
                _due = IsNever(dueTime) ? null : _clock.GetUtcNow() + dueTime;
                return _timer.Change(dueTime, period);
            }
        }

        public void FireIfDue()
        {
            lock (_gate)
            {
                if (_due <= _clock.GetUtcNow())
                {
                    _due = null;
                    _timer.Change(TimeSpan.Zero, _period);
                }
            }
        }

        public void Dispose()
        {
            _clock._timers.TryRemove(this, out _);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            _clock._timers.TryRemove(this, out _);
            return _timer.DisposeAsync();
        }

        private static bool IsNever(TimeSpan time) => time == Timeout.InfiniteTimeSpan;

        private void Plan(TimeSpan next)
        {
            lock (_gate)
            {
                _due = IsNever(next) || next == TimeSpan.Zero ? null : _clock.GetUtcNow() + next;
            }
        }
    }
}
