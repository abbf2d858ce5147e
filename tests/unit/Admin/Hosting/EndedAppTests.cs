using System.Runtime.CompilerServices;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class EndedAppTests
{
    // A timer that no one stops would keep it, and everything that it ever loaded.
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

    // Not inlined: the debugger's rules keep a local alive to the end of its method.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunAsync()
    {
        await using var app = AdminApplication.WithOwner();
        await app.OpenSignedInAsync();
        return new WeakReference(app.Services);
    }
}
