using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Verification.Ring;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>PostgreSQL notifies nodes of events. What it doesn't say shows with the next poll.</summary>
public sealed class FeedHintTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // The node polls once a minute: without the hint it would not know in time.
    [Fact]
    public async Task Node_knows_of_a_revocation_before_its_next_poll()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var node = Provider(database.ConnectionString);
        await using var other = Provider(database.ConnectionString);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = node.GetRequiredService<KeyRingFeed>().RunAsync(TimeSpan.FromMinutes(1), ending.Token);
        var keys = other.GetRequiredService<IApiKeyModuleService>();
        var created = (await keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, null, Cancellation)).Value!;
        await UntilAsync(() => node.GetRequiredService<KeyRing>().View.Version == 1);

        await keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Key.Id }, TestModule.Dana, null, Cancellation);

        await UntilAsync(() => node.GetRequiredService<KeyRing>().View.Version == 2);
        await ending.CancelAsync();
        await Record.ExceptionAsync(() => running);
    }

    [Fact]
    public async Task Node_listens_again_after_the_server_ended_its_connections()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var node = Provider(database.ConnectionString);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var hints = 0;
        var running = node.GetRequiredService<FeedHints>().RunAsync(_ => Task.FromResult(Interlocked.Increment(ref hints)), ending.Token);
        await UntilAsync(() => hints == 1);

        await database.AskAsync<object>("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        await UntilAsync(() => hints == 2);
        await ending.CancelAsync();
        await Record.ExceptionAsync(() => running);
    }

    // Whatever waits for the pool, the feed has a connection of its own.
    [Fact]
    public async Task Look_at_the_feed_needs_no_connection_of_the_pool()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var node = Provider(new NpgsqlConnectionStringBuilder(database.ConnectionString) { MaxPoolSize = 1, Timeout = 1 }.ConnectionString);
        await using var holder = node.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<ApiKeysDbContext>>().CreateDbContext();
        await holder.ReadClockAsync(TimeProvider.System, Cancellation);
        await holder.ForgoDurabilityAsync(Cancellation);

        await node.GetRequiredService<KeyRingFeed>().LookAsync(Cancellation);

        Assert.True(node.GetRequiredService<KeyRing>().IsTrusted(TimeProvider.System.GetUtcNow()));
    }

    private static ServiceProvider Provider(string connectionString)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys().UsePostgreSql(connectionString);
        return services.BuildServiceProvider();
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var look = 0; look < 1000 && !isSo(); look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation);
        }

        Assert.True(isSo());
    }
}
