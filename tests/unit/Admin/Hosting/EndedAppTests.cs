using System.Runtime.CompilerServices;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class EndedAppTests
{
    // A timer that is never stopped keeps the app and all its services in memory.
    [Fact]
    public async Task App_that_has_ended_is_not_kept_in_memory()
    {
        var services = await RunAsync();

        for (var round = 0; services.IsAlive && round < 20; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.False(services.IsAlive, "Something still refers to the app's services.");
    }

    // In a method of its own: in a Debug build a local stays alive to the end of its method.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunAsync()
    {
        await using var app = AdminApplication.WithOwner();
        await app.OpenSignedInAsync();
        return new WeakReference(app.Services);
    }
}
