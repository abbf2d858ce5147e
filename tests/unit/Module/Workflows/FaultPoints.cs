namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>Walks through all points of an operation's database work.</summary>
internal static class FaultPoints
{
    // Far above what any operation passes; reaching it would mean that the injector counts for ever.
    private const int Most = 200;

    /// <param name="tryAsync">Runs the operation with a fault at a point, and says whether the operation got there.</param>
    public static async Task ForEachAsync(Func<int, Task<bool>> tryAsync)
    {
        var point = 0;
        while (await tryAsync(point))
        {
            Assert.InRange(++point, 1, Most);
        }

        Assert.True(point > 0, "No fault was ever injected, so nothing was tested.");
    }
}
