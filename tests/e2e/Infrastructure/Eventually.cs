namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>For what happens in the background of the server, where no page can be asked whether it has.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> holds, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(started).TotalMilliseconds > BrowserFixture.Patience)
            {
                Assert.Fail($"This never became true: {what}");
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
