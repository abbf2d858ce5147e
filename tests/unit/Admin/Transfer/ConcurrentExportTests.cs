using System.Text.Json;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Admin.Transfer;

public sealed class ConcurrentExportTests
{
    // Far more than writers need to get going: only a hang gets there.
    private const int MostLooks = 10_000;

    [Fact]
    public async Task An_export_while_others_write_is_of_one_moment()
    {
        await using var module = new TestModule();
        await CheckAsync(module);
    }

    [Fact]
    public async Task An_export_from_PostgreSQL_while_others_write_is_of_one_moment()
    {
        await using var server = await PostgreSqlModule.StartAsync();
        await CheckAsync(server.Module);
    }

    // Every change writes a key, an event, the feed's number, an execution and its step, together: so must they be in the file.
    private static async Task CheckAsync(TestModule module)
    {
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                var created = await module.CreateAsync();
                await module.RevokeAsync(created.Key.Id);
            }
        }, TestModule.Cancellation)).ToList();

        List<long> seen = [];
        while (seen.Distinct().Count() < 8)
        {
            var rows = TransferActs.Rows((await module.ExportAsync()).File).Select(row => JsonDocument.Parse(row).RootElement).ToList();
            var tables = rows.ToLookup(row => row[0].GetString()!);
            var events = tables["apikeys_events"].ToList();
            var version = tables["apikeys_event_feed"].Single()[2].GetInt64();
            Assert.Equal(version, events.Count);
            Assert.Equal(events.Select(row => Text(row, "apk_")).ToHashSet(), tables["apikeys_keys"].Select(row => row[1].GetString()!).ToHashSet());
            Assert.Equal(events.Count, tables["apikeys_workflow_executions"].Count());
            seen.Add(version);
            Assert.True(seen.Count < MostLooks, "Nobody writes.");
        }

        await enough.CancelAsync();
        await Task.WhenAll(writers);
    }

    private static string Text(JsonElement row, string prefix) => row.EnumerateArray()
        .Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!).First(text => text.StartsWith(prefix, StringComparison.Ordinal));
}
