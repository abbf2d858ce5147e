using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// A clock on which a pause is over as soon as somebody waits for it, and which notes how long it was. Only pauses pass: timers that repeat and
/// those longer than <paramref name="longest"/>, which are time limits, stand still.
/// </summary>
internal sealed class PassingClock(TimeSpan longest) : FakeTimeProvider(TestModule.Start)
{
    // A fake clock that is moved while another thread sets a timer may leave it to that thread to wake who waits, and that one to this.
    private const int Nudges = 10;

    private readonly List<TimeSpan> _pauses = [];

    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_pauses)
            {
                return [.. _pauses];
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (period == Timeout.InfiniteTimeSpan && dueTime >= TimeSpan.Zero && dueTime <= longest)
        {
            lock (_pauses)
            {
                _pauses.Add(dueTime);
            }

            // Elsewhere: whoever sets the timer must be waiting for it first.
            _ = Task.Run(() =>
            {
                Advance(dueTime);
                for (var i = 0; i < Nudges; i++)
                {
                    Advance(TimeSpan.Zero);
                }
            });
        }

        return timer;
    }
}
