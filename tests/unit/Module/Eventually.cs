using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module;

/// <summary>Waits for work that runs in the background.</summary>
internal static class Eventually
{
    // Far more than any work here takes: only a hang gets there.
    private const int Looks = 20_000;

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var look = 0; !await condition(); look++)
        {
            Assert.True(look < Looks, "The work in the background never came to its end.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestModule.Cancellation);
        }
    }
}
