using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Verification.Ring;

public sealed class FeedDisposalTests
{
    // Whoever asks for a look waits only so long, and a process that ends doesn't wait for it either.
    [Fact]
    public async Task Look_that_outlasts_the_services_ends_by_itself_on_its_connection()
    {
        var stalling = new StallingDatabase();
        using var database = new ScratchDatabase();
        var module = database.Start(interceptor: stalling);
        await module.CreateAsync();
        await module.LookAsync();
        await module.CreateAsync();
        stalling.StallAt("apikeys_event_feed");
        var looking = module.LookAsync();
        await stalling.Stalled;

        await module.DisposeAsync();
        stalling.Wake();

        Assert.Null(await Record.ExceptionAsync(() => looking));
    }
}
