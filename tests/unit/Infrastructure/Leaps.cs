using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Long times, without living through them.</summary>
internal static class Leaps
{
    private static readonly TimeSpan Lived = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Moves the clock as if the machine had slept until the last minute. <see cref="FakeTimeProvider.Advance"/> runs a timer as often as its period fits, and the
    /// ring looks at the database twice in every second: a day of that takes minutes.
    /// </summary>
    public static void Leap(this FakeTimeProvider time, TimeSpan by)
    {
        time.AdjustTime(time.GetUtcNow() + by - Lived);
        time.Advance(Lived);
    }
}
