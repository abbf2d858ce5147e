using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>A clock that tells when somebody begins to wait for so long.</summary>
internal sealed class NoticingClock(TimeSpan least, TimeSpan most) : FakeTimeProvider(TestModule.Start)
{
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Waiting => _waiting.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime >= least && dueTime <= most)
        {
            _waiting.TrySetResult();
        }

        return timer;
    }
}
