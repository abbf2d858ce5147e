using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ApiKeys.Bench.Http;

/// <summary>Runs <see href="https://github.com/wg/wrk">wrk</see>, a load tool that Debian and others have as a package.</summary>
internal static class Wrk
{
    private const string Rate = "Requests/sec:";

    public static async Task<double> MeasureAsync(string address, string token, int seconds)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-t1", "-c32", $"-d{seconds}s", "-H", $"Authorization: Bearer {token}", address })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Start(start);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = output.Split('\n').FirstOrDefault(line => line.StartsWith(Rate, StringComparison.Ordinal));
        return process.ExitCode == 0 && line is not null && !output.Contains("Non-2xx", StringComparison.Ordinal)
            ? double.Parse(line[Rate.Length..], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"wrk did not measure: {output}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("The scenario http needs the load tool wrk; install the package of that name.", exception);
        }
    }
}
