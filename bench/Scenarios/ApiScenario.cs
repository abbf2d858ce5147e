using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ApiKeys.Bench.Http;

namespace ApiKeys.Bench.Scenarios;

/// <summary>Requests per second of the product's HTTP API, called with a secret key and by a signed-in user: on an empty store and with 100,000 keys in it.</summary>
internal static class ApiScenario
{
    private const int Seconds = 5;
    private const int Callers = 8;
    private const int Writes = 400;

    public static async Task RunAsync(Report report)
    {
        report.Line("");
        report.Line("| keys in the store | call | requests/s | µs of processor time a request |");
        report.Line("|---:|---|---:|---:|");
        foreach (var keys in new[] { 0, ListsScenario.Keys })
        {
            await using var module = await BenchModule.CreateAsync();
            await ManyKeys.AddAsync(module, keys);
            var key = (await module.Keys.CreateAsync(
                new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Load", Scopes = ["*"] }, BenchModule.Actor)).Value!;
            await using var server = await AdminServer.StartAsync(module, key);

            var one = $"/admin/api-keys/{key.Key.Id}";
            (string Name, string Path, string Authorization)[] reads =
            [
                ("get", one, server.Authorization),
                ("get, by a user", one, server.UserAuthorization),
                ("list of 20", "/admin/api-keys", server.Authorization),
                ("list of 20, by a word", "/admin/api-keys?q=warehouse", server.Authorization),
            ];

            // All of them before any is measured: a new process spends as long on compiling its code as on the calls themselves.
            foreach (var (_, path, authorization) in reads.Concat(reads))
            {
                await Wrk.MeasureAsync(server.Address + path, authorization, Seconds, () => server.ProcessorTime);
            }

            foreach (var (name, path, authorization) in reads)
            {
                var (rate, processor) = await Wrk.MeasureAsync(server.Address + path, authorization, Seconds, () => server.ProcessorTime);
                Row(report, keys, name, rate, processor);
            }

            var created = new ConcurrentBag<string>();
            await MeasureAsync(report, server, keys, $"create, {Callers} callers", async i => created.Add(await server.PostAsync("/admin/api-keys", new { title = $"Key {i}", type = "secret" })));
            var ids = created.ToArray();
            await MeasureAsync(report, server, keys, $"revoke with receipt, {Callers} callers", i => server.PostAsync($"/admin/api-keys/{ids[i]}/revoke", new { }));
        }
    }

    private static async Task MeasureAsync(Report report, AdminServer server, int keys, string name, Func<int, Task> call)
    {
        var (began, before) = (Stopwatch.GetTimestamp(), server.ProcessorTime);
        await Parallel.ForAsync(0, Writes, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (i, _) => await call(i));
        Row(report, keys, name, Writes / Stopwatch.GetElapsedTime(began).TotalSeconds, (server.ProcessorTime - before).TotalMicroseconds / Writes);
    }

    private static void Row(Report report, int keys, string name, double rate, double processor) =>
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| {keys:N0} | {name} | {rate:0} | {processor:0} |"));
}
