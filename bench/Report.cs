using System.Globalization;
using System.Runtime.InteropServices;

namespace ApiKeys.Bench;

/// <summary>Prints a table in Markdown, a row as soon as it is measured.</summary>
internal sealed class Report(TextWriter output)
{
    public void Machine() => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, load {Load()}"));

    public void Title(string title)
    {
        output.WriteLine();
        output.WriteLine($"## {title} (load {Load()})");
    }

    public void Times()
    {
        output.WriteLine();
        output.WriteLine("| what | median ms | p95 ms | CPU ms | runs |");
        output.WriteLine("|---|---:|---:|---:|---:|");
    }

    public void Row(Measurement measurement) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {measurement.Name} | {measurement.Median:0.00} | {measurement.Percentile95:0.00} | {measurement.Cpu:0.00} | {measurement.Runs} |"));

    public void Line(string text) => output.WriteLine(text);

    // What else the machine does decides what a time on the clock means, so it is said beside it.
    private static string Load()
    {
        const string path = "/proc/loadavg";
        return File.Exists(path) ? File.ReadAllText(path).Split(' ')[0] : "unknown";
    }
}
