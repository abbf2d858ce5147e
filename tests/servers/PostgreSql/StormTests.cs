using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>Run by hand, for minutes: <c>-explicit only -class "*StormTests"</c>, and <c>APIKEYS_TEST_SECONDS</c> for how long.</summary>
public sealed class StormTests(ITestOutputHelper output)
{
    private const int Clients = 8;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable("APIKEYS_TEST_SECONDS") ?? "60", CultureInfo.InvariantCulture));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Changes_of_few_rows_by_many_clients_never_deadlock_and_never_fail()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        var nodes = Enumerable.Range(0, 2).Select(_ => Provider(database.ConnectionString)).ToList();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = nodes.Select(node => node.GetRequiredService<KeyRingFeed>().RunAsync(TimeSpan.FromMilliseconds(200), ending.Token)).ToList();
        var channels = nodes[0].GetRequiredService<ISalesChannelModuleService>();
        var channel = (await channels.CreateAsync(new CreateSalesChannelRequest { Name = "Shop" }, TestModule.Dana, null, Cancellation)).Value!.Id;
        var ids = new ConcurrentQueue<string>();
        var (calls, refused, failed) = (0, 0, new ConcurrentBag<Exception>());
        var began = Stopwatch.GetTimestamp();

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            for (var round = client; Stopwatch.GetElapsedTime(began) < Duration; round++)
            {
                try
                {
                    Interlocked.Increment(ref calls);
                    if (!await ActAsync(nodes[client % nodes.Count], round, channel, ids))
                    {
                        Interlocked.Increment(ref refused);
                    }
                }
                catch (Exception exception)
                {
                    failed.Add(exception);
                }
            }
        })));

        await ending.CancelAsync();
        await Record.ExceptionAsync(() => Task.WhenAll(running));
        var deadlocks = await database.AskAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
        output.WriteLine($"{calls} calls in {Duration.TotalSeconds} s, {refused} refused in words, {failed.Count} failed, {deadlocks} deadlocks.");
        Console.WriteLine($"{calls} calls in {Duration.TotalSeconds} s, {refused} refused in words, {failed.Count} failed, {deadlocks} deadlocks.");
        Assert.Empty(failed);
        Assert.Equal(0, deadlocks);
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Theory(Explicit = true)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revocation_with_receipt_on_three_nodes(bool hints)
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        var nodes = Enumerable.Range(0, 3).Select(_ => Provider(database.ConnectionString)).ToList();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = nodes.Select(node => hints
            ? node.GetRequiredService<KeyRingFeed>().RunAsync(TimeSpan.FromMilliseconds(200), ending.Token)
            : PollingLoop.RunAsync(TimeSpan.FromMilliseconds(200), TimeProvider.System, node.GetRequiredService<KeyRingFeed>().LookAsync, _ => { }, ending.Token)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
        List<double> times = [];
        for (var i = 0; i < 100; i++)
        {
            var keys = nodes[i % 3].GetRequiredService<IApiKeyModuleService>();
            var id = (await keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, null, Cancellation)).Value!.Key.Id;
            await Task.Delay(TimeSpan.FromMilliseconds(37 * (i % 7)), TimeProvider.System, Cancellation);
            var began = Stopwatch.GetTimestamp();
            var result = await keys.RevokeAsync(new RevokeApiKeyRequest { Id = id }, TestModule.Dana, null, Cancellation);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            Assert.Equal(3, result.Value!.Receipt!.Nodes.Count);
        }

        await ending.CancelAsync();
        await Record.ExceptionAsync(() => Task.WhenAll(running));
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"hints {hints}: p50 {times[50]:0.0} ms, p95 {times[95]:0.0} ms"));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    /// <returns>Whether it was done, and not refused in words.</returns>
    private static async Task<bool> ActAsync(ServiceProvider node, int round, string channel, ConcurrentQueue<string> ids)
    {
        var (keys, channels) = (node.GetRequiredService<IApiKeyModuleService>(), node.GetRequiredService<ISalesChannelModuleService>());
        switch (round % 6)
        {
            case 0:
                var created = await keys.CreateAsync(
                    new CreateApiKeyRequest { Type = ApiKeyType.Publishable, Title = "Kiosk", SalesChannelIds = [channel] }, TestModule.Dana, null, Cancellation);
                ids.Enqueue(created.Value!.Key.Id);
                return created.Succeeded;
            case 1:
                return (await channels.UpdateAsync(
                    new UpdateSalesChannelRequest { Id = channel, Name = string.Create(CultureInfo.InvariantCulture, $"Shop {round}") }, TestModule.Dana, null, Cancellation)).Succeeded;
            case 2 when ids.TryPeek(out var linked):
                var link = round % 12 == 2
                    ? new LinkSalesChannelsRequest { Id = linked, Remove = [channel] }
                    : new LinkSalesChannelsRequest { Id = linked, Add = [channel] };
                return (await keys.LinkSalesChannelsAsync(link, TestModule.Dana, null, Cancellation)).Succeeded;
            case 3 when ids.TryPeek(out var rolled):
                var roll = await keys.RollAsync(new RollApiKeyRequest { Id = rolled }, TestModule.Dana, null, Cancellation);
                return roll.Succeeded;
            case 4 when ids.TryPeek(out var revoked):
                return (await keys.RevokeAsync(new RevokeApiKeyRequest { Id = revoked }, TestModule.Dana, null, Cancellation)).Succeeded;
            case 5 when ids.TryDequeue(out var deleted):
                return (await keys.DeleteAsync(deleted, TestModule.Dana, cancellationToken: Cancellation)).Succeeded;
            default:
                return true;
        }
    }

    private static ServiceProvider Provider(string connectionString)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys().UsePostgreSql(connectionString);
        return services.BuildServiceProvider();
    }
}
