using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Long times, without living through them.</summary>
internal static class Leaps
{
    /// <summary>Moves the clock as if the machine had slept, but for what is lived through at the end.</summary>
    /// <remarks>
    /// <see cref="FakeTimeProvider.Advance"/> runs a timer as often as its period fits, and the ring looks at the database twice in every second: a day of that
    /// takes minutes.
    /// </remarks>
    /// <param name="time">The clock.</param>
    /// <param name="by">How far it moves.</param>
    /// <param name="living">How much of that timers live through: longer than the period of the one that a test waits for. The default is 5 seconds.</param>
    public static void Leap(this FakeTimeProvider time, TimeSpan by, TimeSpan? living = null)
    {
        var lived = living ?? TimeSpan.FromSeconds(5);
        time.AdjustTime(time.GetUtcNow() + by - lived);
        time.Advance(lived);
    }
}
