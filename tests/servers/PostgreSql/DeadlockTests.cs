using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.UnitTests.Module.SalesChannels;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

public sealed class DeadlockTests
{
    private const int Rounds = 20;

    // Before there was one lock order, renames and links of one channel deadlocked in the first rounds, and this test did not end: its clock stands still while tries wait.
    [Fact]
    public async Task Concurrent_changes_of_few_keys_and_channels_never_deadlock()
    {
        var deadlocks = new Deadlocks();
        await using var module = new TestModule(interceptor: deadlocks);
        var channel = await module.CreateChannelAsync("Shop");
        var keys = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => module.CreateAsync(type: ApiKeyType.Publishable)));
        List<Func<int, Task>> acts =
        [
            .. keys.Select<CreatedApiKey, Func<int, Task>>(key => round =>
                round % 2 == 0 ? module.LinkAsync(key.Key.Id, add: [channel]) : module.LinkAsync(key.Key.Id, remove: [channel])),
            .. Enumerable.Range(0, 4).Select<int, Func<int, Task>>(caller => round => module.Channels.UpdateAsync(
                new UpdateSalesChannelRequest { Id = channel, Name = $"Shop {caller}.{round}" }, TestModule.Dana, null, TestModule.Cancellation)),
            async _ => await module.TryRollAsync((await module.TryCreateAsync(
                new() { Type = ApiKeyType.Publishable, Title = "Kiosk", SalesChannelIds = [channel] })).Value!.Key.Id),
        ];

        await Task.WhenAll(acts.Select(act => Task.Run(async () =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await act(round);
            }
        })));

        Assert.Equal(0, deadlocks.Count);
    }

    private sealed class Deadlocks : DbCommandInterceptor
    {
        private int _count;

        public int Count => _count;

        public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            if (eventData.Exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected })
            {
                Interlocked.Increment(ref _count);
            }

            return Task.CompletedTask;
        }
    }
}
