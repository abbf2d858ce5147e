using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// A clock on which a pause is over as soon as somebody waits for it, and which notes how long it was. Only pauses pass: timers that repeat and
/// those longer than <paramref name="longest"/>, which are time limits, stand still.
/// </summary>
internal sealed class PassingClock(TimeSpan longest) : FakeTimeProvider(TestModule.Start)
{
    // Far more than are ever needed.
    private const int Nudges = 200;

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
        if (period != Timeout.InfiniteTimeSpan || dueTime < TimeSpan.Zero || dueTime > longest)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        var isOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var timer = base.CreateTimer(
            given =>
            {
                isOver.TrySetResult();
                callback(given);
            },
            state,
            dueTime,
            period);
        lock (_pauses)
        {
            _pauses.Add(dueTime);
        }

        // Elsewhere: whoever sets the timer must be waiting for it first.
        _ = Task.Run(() => PassAsync(dueTime, isOver.Task));
        return timer;
    }

    // A fake clock that is moved while another thread moves it or sets a timer leaves it to that thread to wake who waits, and that one may just have looked.
    private async Task PassAsync(TimeSpan pause, Task over)
    {
        Advance(pause);
        for (var i = 0; i < Nudges && !over.IsCompleted; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            Advance(TimeSpan.Zero);
        }
    }
}
