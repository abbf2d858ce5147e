using System.Globalization;
using ApiKeys.Bench.Http;

namespace ApiKeys.Bench.Scenarios;

/// <summary>
/// Requests per second of one trivial endpoint, open and guarded. The servers run side by side and are loaded in turn, round by round, so that what
/// disturbs the machine disturbs all alike; the ratio is taken within each round.
/// </summary>
internal static class HttpScenario
{
    private const int Rounds = 9;
    private const int Seconds = 3;

    public static async Task RunAsync(Report report)
    {
        await using var module = await BenchModule.CreateAsync();
        var key = (await module.Keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Load" }, BenchModule.Actor)).Value!;
        var token = key.Token!.Reveal();
        await using var open = await BenchServer.OpenAsync(module.ConnectionString);
        await using var lean = await BenchServer.LeanAsync(module.ConnectionString);
        await using var standard = await BenchServer.StandardAsync(module.ConnectionString);
        await using var plain = await BenchServer.PlainAsync(module.ConnectionString, token);
        await using var cached = await BenchServer.CachedAsync(module.ConnectionString, token);
        IReadOnlyList<BenchServer> servers = [open, lean, standard, plain, cached];

        report.Line("");
        report.Line("| endpoint | metrics | requests/s, median | share of open, median of the rounds | lowest, highest | µs of processor time a request, median |");
        report.Line("|---|---|---:|---:|---:|---:|");
        await MeasureAsync(report, servers, token, "off");
        using (StandardMetrics.Listen())
        {
            await MeasureAsync(report, servers, token, "on");
        }
    }

    private static async Task MeasureAsync(Report report, IReadOnlyList<BenchServer> servers, string token, string metrics)
    {
        var rates = servers.Select(_ => new List<double>()).ToList();
        var processor = servers.Select(_ => new List<double>()).ToList();
        for (var round = -1; round < Rounds; round++)
        {
            for (var i = 0; i < servers.Count; i++)
            {
                var (rate, used) = await Wrk.MeasureAsync(servers[i].Address, token, Seconds);
                if (round >= 0)
                {
                    rates[i].Add(rate);
                    processor[i].Add(used);
                }
            }
        }

        for (var i = 0; i < servers.Count; i++)
        {
            var shares = rates[i].Zip(rates[0], (guarded, bare) => guarded / bare).Order().ToList();
            report.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"| {servers[i].Name} | {metrics} | {rates[i].Order().ElementAt(Rounds / 2):0} | {shares[Rounds / 2]:0.000} | {shares[0]:0.000}, {shares[^1]:0.000} | {processor[i].Order().ElementAt(Rounds / 2):0.00} |"));
        }
    }
}
