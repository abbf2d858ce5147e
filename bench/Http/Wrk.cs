using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ApiKeys.Bench.Http;

/// <summary>Runs <see href="https://github.com/wg/wrk">wrk</see>, a load tool that Debian and others have as a package.</summary>
internal static class Wrk
{
    private const string Rate = "Requests/sec:";
    private const string Total = " requests in ";

    /// <summary>Loads a server of this process: requests per second, and the microseconds of processor time that each took here.</summary>
    public static Task<(double Rate, double Processor)> MeasureAsync(string address, string token, int seconds) =>
        MeasureAsync(address, $"Bearer {token}", seconds, () => Environment.CpuUsage.TotalTime);

    /// <summary>The same for a server in another process.</summary>
    public static async Task<(double Rate, double Processor)> MeasureAsync(
        string address, string authorization, int seconds, Func<TimeSpan> processorTime, string header = "Authorization")
    {
        var before = processorTime();
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-t1", "-c32", $"-d{seconds}s", "-H", $"{header}: {authorization}", address })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Start(start);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var used = processorTime() - before;
        var lines = output.Split('\n');
        var rate = lines.FirstOrDefault(line => line.StartsWith(Rate, StringComparison.Ordinal));
        var total = lines.FirstOrDefault(line => line.Contains(Total, StringComparison.Ordinal));
        if (process.ExitCode != 0 || rate is null || total is null || output.Contains("Non-2xx", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"wrk did not measure: {output}");
        }

        var requests = long.Parse(total.AsSpan(0, total.IndexOf(Total, StringComparison.Ordinal)), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
        return (double.Parse(rate.AsSpan(Rate.Length), CultureInfo.InvariantCulture), used.TotalMicroseconds / requests);
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
