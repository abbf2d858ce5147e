using System.Globalization;
using ApiKeys.Bench.Http;

namespace ApiKeys.Bench.Scenarios;

/// <summary>
/// Processor time of one trivial endpoint, open and guarded, called in a loop without sockets: what each guard adds, without and with a listener for the
/// standard metrics. The servers are called in turn, round by round.
/// </summary>
internal static class PipelineScenario
{
    private const int Rounds = 15;
    private const int Calls = 50_000;

    public static async Task RunAsync(Report report)
    {
        await using var module = await BenchModule.CreateAsync();
        var key = (await module.Keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Load" }, BenchModule.Actor)).Value!;
        var token = key.Token!.Reveal();
        IReadOnlyList<BenchServer> servers =
        [
            await BenchServer.OpenAsync(module.ConnectionString, new LoopServer()),
            await BenchServer.LeanAsync(module.ConnectionString, new LoopServer()),
            await BenchServer.StandardAsync(module.ConnectionString, new LoopServer()),
            await BenchServer.PlainAsync(module.ConnectionString, token, new LoopServer()),
            await BenchServer.CachedAsync(module.ConnectionString, token, new LoopServer()),
        ];

        report.Line("");
        report.Line("| endpoint | metrics | µs of processor time a call, median | lowest, highest | more than open |");
        report.Line("|---|---|---:|---:|---:|");
        await MeasureAsync(report, servers, token, "off");
        using (StandardMetrics.Listen())
        {
            await MeasureAsync(report, servers, token, "on");
        }

        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task MeasureAsync(Report report, IReadOnlyList<BenchServer> servers, string token, string metrics)
    {
        var times = servers.Select(_ => new List<double>()).ToList();
        for (var round = -5; round < Rounds; round++)
        {
            for (var i = 0; i < servers.Count; i++)
            {
                var before = Environment.CpuUsage.TotalTime;
                for (var call = 0; call < Calls; call++)
                {
                    await servers[i].Loop!.AskAsync(token);
                }

                if (round >= 0)
                {
                    times[i].Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Calls);
                }
            }
        }

        var medians = times.Select(time => time.Order().ElementAt(Rounds / 2)).ToList();
        for (var i = 0; i < servers.Count; i++)
        {
            report.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"| {servers[i].Name} | {metrics} | {medians[i]:0.00} | {times[i].Min():0.00}, {times[i].Max():0.00} | {medians[i] - medians[0]:0.00} |"));
        }
    }
}
