using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ApiKeys.Bench.Http;
using ApiKeys.Keys;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Bench.Scenarios;

/// <summary>
/// Several nodes on one PostgreSQL: what they verify together, how long a revocation takes until all of them have heard of it, and what following the feed of a
/// million keys costs. Nodes, database and load share the machine. Not run unless asked for: it needs a server.
/// </summary>
internal static class NodesScenario
{
    private const int Seconds = 5;
    private const int Admins = 8;
    private const int Revocations = 60;
    private const int Writes = 400;
    private const int Many = 1_000_000;

    public static async Task RunAsync(Report report)
    {
        report.Line("");
        report.Line("| nodes | verified/s, all together | µs of processor time each | revoke until all have heard, median ms | p95 | create/s, 8 admins | revoke/s, 8 admins |");
        report.Line("|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var nodes in new[] { 1, 2, 4 })
        {
            await RunAsync(report, nodes);
        }

        await FollowManyAsync(report);
    }

    private static async Task RunAsync(Report report, int count)
    {
        await using var module = await BenchModule.CreateOnServerAsync();
        var servers = await StartAsync(module, count);
        try
        {
            var (rate, processor) = await VerifyAsync(module, servers);
            var times = await RevokeOneByOneAsync(servers);
            var created = new ConcurrentBag<string>();
            var creates = await RateAsync(async i => created.Add(await CreateAsync(servers[i % count], i)));
            var ids = created.ToArray();
            var revokes = await RateAsync(i => RevokeAsync(servers[i % count], ids[i]));
            report.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"| {count} | {rate:0} | {processor:0} | {times[times.Count / 2]:0.0} | {times[times.Count * 95 / 100]:0.0} | {creates:0} | {revokes:0} |"));
        }
        finally
        {
            await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        }
    }

    private static async Task<IReadOnlyList<AdminServer>> StartAsync(BenchModule module, int count)
    {
        var key = (await module.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Load", Scopes = ["*"] }, BenchModule.Actor)).Value!;
        return await Task.WhenAll(Enumerable.Range(0, count).Select(_ => AdminServer.StartAsync(module, key)));
    }

    private static async Task<(double Rate, double Processor)> VerifyAsync(BenchModule module, IReadOnlyList<AdminServer> servers)
    {
        var key = (await module.Keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Publishable, Title = "Storefront" }, BenchModule.Actor)).Value!;
        var (rate, processor) = (0d, 0d);

        // Once to warm up; only the second counts.
        for (var round = 0; round < 2; round++)
        {
            var loads = await Task.WhenAll(servers.Select(server => Wrk.MeasureAsync(
                $"{server.Address}/store/regions", key.Key.PublicToken!, Seconds, () => server.ProcessorTime, "x-publishable-api-key")));
            (rate, processor) = (loads.Sum(load => load.Rate), loads.Average(load => load.Processor));
        }

        return (rate, processor);
    }

    private static async Task<List<double>> RevokeOneByOneAsync(IReadOnlyList<AdminServer> servers)
    {
        List<double> times = [];
        for (var i = 0; i < Revocations; i++)
        {
            var id = await CreateAsync(servers[i % servers.Count], i);
            var began = Stopwatch.GetTimestamp();
            await RevokeAsync(servers[(i + 1) % servers.Count], id);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static Task<string> CreateAsync(AdminServer server, int number) =>
        server.PostAsync("/admin/api-keys", new { title = $"Key {number}", type = "publishable" });

    private static Task<string> RevokeAsync(AdminServer server, string id) => server.PostAsync($"/admin/api-keys/{id}/revoke", new { });

    private static async Task<double> RateAsync(Func<int, Task> call)
    {
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, Writes, new ParallelOptions { MaxDegreeOfParallelism = Admins }, async (i, _) => await call(i));
        return Writes / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task FollowManyAsync(Report report)
    {
        await using var module = await BenchModule.CreateOnServerAsync();
        await ManyKeys.AddAsync(module, Many);
        await using (var database = module.OpenDatabase())
        {
            // The node would discard them, 500 a minute, and be measured at that.
            await database.Set<ApiKey>().Where(key => key.ActivatedAt == null).ExecuteDeleteAsync();
        }

        var began = Stopwatch.GetTimestamp();
        var servers = await StartAsync(module, 1);
        await using var server = servers[0];

        // Ready is the process; the ring is loaded once a key is found there, which the first receipt waits for.
        var times = await RevokeOneByOneAsync(servers);
        var loaded = Stopwatch.GetElapsedTime(began);
        await Task.Delay(TimeSpan.FromSeconds(Seconds), TimeProvider.System);
        var before = server.ProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(4 * Seconds), TimeProvider.System);
        var idle = (server.ProcessorTime - before).TotalMilliseconds / (4 * Seconds);
        report.Line("");
        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"With {Many:N0} keys: started and {Revocations} revocations made after {loaded.TotalSeconds:0.0} s, revoke {times[times.Count / 2]:0.0} ms at the median, {idle:0.0} ms of processor time a second when idle (five looks at the feed), {server.Memory / 1e6:0} MB."));
    }
}
