using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>A clock whose wall time can be set, as by an operator: time itself, by the monotonic clock, goes on as it did.</summary>
internal sealed class MovableClock() : FakeTimeProvider(TestModule.Start)
{
    private long _shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _shift));

    // The base counts in ticks of its wall clock.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    public void Move(TimeSpan by) => Interlocked.Add(ref _shift, by.Ticks);
}
