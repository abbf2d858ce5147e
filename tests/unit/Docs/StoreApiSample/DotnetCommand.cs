using System.Diagnostics;

namespace ApiKeys.UnitTests.Docs.StoreApiSample;

/// <summary>Runs the SDK's command line as a person would, without leaving servers behind that hold on to its output.</summary>
internal static class DotnetCommand
{
    public static async Task RunAsync(params string[] arguments)
    {
        var start = Prepare([.. arguments, "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"]);

        // The compiler comes compiled. Compiling its busy methods a second time costs more than it gives.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{output}\n{await error}");
    }

    public static ProcessStartInfo Prepare(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // A build that runs these tests hands its own settings down.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }
}
