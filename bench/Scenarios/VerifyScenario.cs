using ApiKeys.Bench.Verification;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace ApiKeys.Bench.Scenarios;

/// <summary>What a verification costs in process, by BenchmarkDotNet, which prints its own tables.</summary>
internal static class VerifyScenario
{
    public static Task RunAsync(Report report)
    {
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        BenchmarkRunner.Run<VerifyBenchmarks>(DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Directory.CreateTempSubdirectory("apikeys-bench-").FullName));
        report.Line("The tables above are BenchmarkDotNet's.");
        return Task.CompletedTask;
    }
}
