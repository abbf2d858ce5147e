using System.Diagnostics;

namespace ApiKeys.Bench;

/// <summary>What one thing took, in milliseconds: on the clock at the median and the 95th percentile, and of processor time on average.</summary>
internal sealed record Measurement(string Name, double Median, double Percentile95, double Cpu, int Runs)
{
    /// <summary>
    /// Measures things side by side: one run of each in turn, so that what disturbs the machine disturbs all alike. The first runs of each warm up
    /// and are not counted.
    /// </summary>
    public static async Task<IReadOnlyList<Measurement>> TakeAsync(
        int warmUps, int runs, params IReadOnlyList<(string Name, Func<int, Task> RunAsync)> things)
    {
        var times = things.Select(_ => new List<double>(runs)).ToList();
        var cpu = new double[things.Count];
        for (var run = -warmUps; run < runs; run++)
        {
            for (var i = 0; i < things.Count; i++)
            {
                var cpuBefore = Environment.CpuUsage.TotalTime;
                var began = Stopwatch.GetTimestamp();
                await things[i].RunAsync(run + warmUps);
                var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                if (run >= 0)
                {
                    times[i].Add(took);
                    cpu[i] += (Environment.CpuUsage.TotalTime - cpuBefore).TotalMilliseconds;
                }
            }
        }

        return [.. things.Select((thing, i) => Of(thing.Name, times[i], cpu[i]))];
    }

    private static Measurement Of(string name, List<double> times, double cpu)
    {
        times.Sort();
        return new Measurement(name, At(times, 0.5), At(times, 0.95), cpu / times.Count, times.Count);
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
