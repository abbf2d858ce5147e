using System.Diagnostics;
using ApiKeys.Admin.Settings;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>A command of the product in a process of its own.</summary>
internal static class AdminCommand
{
    public static Process Start(string folder, string database, params IEnumerable<string> arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(Program).Assembly.Location, .. arguments, $"--{DatabaseConnection.Key}=Data Source={database}"])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = folder,
    })!;

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder, string database, params IEnumerable<string> arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var process = Start(folder, database, arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = await process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, (await output).ReplaceLineEndings("\n"), error.ReplaceLineEndings("\n"));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
