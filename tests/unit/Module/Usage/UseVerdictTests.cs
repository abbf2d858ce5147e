using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Usage;

public sealed class UseVerdictTests
{
    [Theory]
    [InlineData(null, true, UseLevel.NeverUsed)]
    [InlineData(null, false, UseLevel.Unknown)]
    [InlineData(-1, true, UseLevel.InUse)]
    [InlineData(0, true, UseLevel.InUse)]
    [InlineData(59, true, UseLevel.InUse)]
    [InlineData(59, false, UseLevel.InUse)]
    [InlineData(60, true, UseLevel.Recent)]
    [InlineData(60, false, UseLevel.Unknown)]
    [InlineData((30 * 24 * 60) - 1, true, UseLevel.Recent)]
    [InlineData(30 * 24 * 60, true, UseLevel.Quiet)]
    [InlineData(30 * 24 * 60, false, UseLevel.Unknown)]
    public void Rule_is_this(int? minutesAgo, bool isKnown, UseLevel level) =>
        Assert.Equal(level, UseVerdict.LevelOf(minutesAgo is { } ago ? TestModule.Start.AddMinutes(-ago) : null, isKnown, TestModule.Start));
}
