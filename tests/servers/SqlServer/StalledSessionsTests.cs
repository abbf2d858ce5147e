using ApiKeys.ServerTests.Infrastructure;
using ApiKeys.SqlServer;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ApiKeys.ServerTests.SqlServer;

public sealed class StalledSessionsTests : IAsyncDisposable
{
    private readonly LoopbackSqlServer _server = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, 1060, LogLevel.Warning)]
    [InlineData(true, 1061, LogLevel.Error)]
    public async Task Session_that_stands_still_in_a_transaction_is_ended_or_named(bool isRefused, int id, LogLevel level)
    {
        _server.Answer = text => text.Contains("dm_exec_sessions", StringComparison.Ordinal) ? SqlServerAnswer.Number(57)
            : text.Contains("KILL", StringComparison.Ordinal) && isRefused ? SqlServerAnswer.Error(6102, 14) : SqlServerAnswer.Done;
        await using var provider = Provider();

        await RunAsync(provider);

        Assert.Contains(_server.Received, text => text.StartsWith("KILL 57", StringComparison.Ordinal) || text.Contains("KILL 57", StringComparison.Ordinal));
        var said = Assert.Single(provider.GetRequiredService<FakeLogCollector>().GetSnapshot(), record => record.Id == id);
        Assert.Equal(level, said.Level);
        Assert.Contains("57", said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_session_stands_still_none_is_ended()
    {
        await using var provider = Provider();

        await RunAsync(provider);

        Assert.DoesNotContain(_server.Received, text => text.Contains("KILL", StringComparison.Ordinal));
    }

    // A node that stopped in the middle of a change says nothing more, and the server waits with it.
    [Fact]
    public async Task Change_that_waits_for_a_lock_ends_with_a_failure_of_the_store_when_the_command_timeout_has_passed()
    {
        _server.Answer = text => text.Contains("UPDATE", StringComparison.Ordinal) ? SqlServerAnswer.Done.After(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancellation)) : SqlServerAnswer.Done;
        await using var provider = Provider(";Command Timeout=1");
        await using var database = provider.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>().CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync(Cancellation);

        var failure = await Record.ExceptionAsync(
            () => database.Database.ExecuteSqlAsync($"UPDATE apikeys_event_feed SET version = version", Cancellation));

        Assert.Equal(new StoreFailure(StoreFailureKind.Unavailable, MayHaveTakenEffect: false), StoreFailure.Of(failure!));
    }

    [Fact]
    public async Task Server_ends_the_session_and_others_change_keys_again()
    {
        Assert.SkipWhen(SqlServerTestDatabase.Given is null, $"Set {SqlServerTestDatabase.Variable} to the connection string of a SQL Server.");
        await using var module = new TestModule();
        await using var stalled = module.OpenDatabase();
        await using var transaction = await stalled.Database.BeginTransactionAsync(Cancellation);
        await stalled.Database.ExecuteSqlAsync($"UPDATE apikeys_event_feed SET version = version", Cancellation);

        await Eventually.UntilAsync(async () =>
        {
            await module.Get<IEnumerable<IHostedService>>().OfType<StalledSessions>().Single().RunOnceAsync(TimeSpan.FromMilliseconds(1), Cancellation);
            return module.Logs.GetSnapshot().Any(record => record.Id == 1060);
        });

        await module.CreateAsync();
        Assert.NotNull(await Record.ExceptionAsync(() => transaction.CommitAsync(Cancellation)));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Task RunAsync(ServiceProvider provider) =>
        provider.GetServices<IHostedService>().OfType<StalledSessions>().Single().RunOnceAsync(TimeSpan.FromSeconds(10), Cancellation);

    private ServiceProvider Provider(string more = "")
    {
        var services = new ServiceCollection().AddLogging(logging => logging.AddFakeLogging());
        services.AddApiKeys().UseSqlServer(_server.ConnectionString + more);
        return services.BuildServiceProvider();
    }
}
