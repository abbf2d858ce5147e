using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.ServerTests.SqlServer;

/// <summary>What the driver itself throws when a server is killed, refuses or says nothing.</summary>
public sealed class LostConnectionTests : IAsyncDisposable
{
    private readonly LoopbackSqlServer _server = new();

    public static TheoryData<string> Exchanges => ["LOGIN", "SELECT", "UPDATE", "BEGIN"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("LOGIN")]
    [InlineData("SELECT")]
    public async Task Read_is_retried_when_its_connection_is_killed(string exchange)
    {
        await using var provider = Provider(_server.ConnectionString);
        await using var database = Open(provider);
        var killed = false;
        _server.Answer = text => text.Contains(exchange, StringComparison.Ordinal) && !killed && (killed = true) ? SqlServerAnswer.Killed
            : text.Contains("SELECT", StringComparison.Ordinal) ? SqlServerAnswer.Number(7) : SqlServerAnswer.Done;

        Assert.Equal(7, await database.Database.SqlQuery<long>($"SELECT 7 AS [Value]").SingleAsync(Cancellation));
        Assert.True(killed);
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public async Task Connection_that_is_killed_each_time_is_a_store_that_is_unavailable(string exchange)
    {
        await using var provider = Provider(_server.ConnectionString);
        _server.Answer = text => text.Contains(exchange, StringComparison.Ordinal) ? SqlServerAnswer.Killed : SqlServerAnswer.Number(1);

        var failure = await Record.ExceptionAsync(async () =>
        {
            await using var database = Open(provider);
            await using var transaction = await database.Database.BeginTransactionAsync(Cancellation);
            await database.Database.SqlQuery<long>($"SELECT 7 AS [Value]").SingleAsync(Cancellation);
            await database.Database.ExecuteSqlAsync($"UPDATE apikeys_event_feed SET version = 1", Cancellation);
        });

        Assert.Equal(new StoreFailure(StoreFailureKind.Unavailable, MayHaveTakenEffect: false), StoreFailure.Of(failure!));
    }

    [Fact]
    public async Task Commit_whose_connection_is_killed_may_have_taken_effect()
    {
        await using var provider = Provider(_server.ConnectionString);
        _server.Answer = text => text == "COMMIT" ? SqlServerAnswer.Killed : SqlServerAnswer.Done;
        await using var database = Open(provider);
        await using var transaction = await database.Database.BeginTransactionAsync(Cancellation);

        var failure = await Record.ExceptionAsync(() => transaction.CommitAsync(Cancellation));

        Assert.IsType<CommitInDoubtException>(failure);
        Assert.Equal(new StoreFailure(StoreFailureKind.Unavailable, MayHaveTakenEffect: true), StoreFailure.Of(failure));
    }

    [Fact]
    public async Task Statement_that_commits_by_itself_may_have_taken_effect_when_its_connection_is_killed()
    {
        await using var provider = Provider(_server.ConnectionString);
        _server.Answer = text => text.Contains("UPDATE", StringComparison.Ordinal) ? SqlServerAnswer.Killed : SqlServerAnswer.Done;
        await using var database = Open(provider);

        var failure = await Record.ExceptionAsync(() => database.Database.ExecuteSqlAsync($"UPDATE apikeys_store_probe SET writes = 1", Cancellation));

        Assert.Equal(new StoreFailure(StoreFailureKind.Unavailable, MayHaveTakenEffect: true), StoreFailure.Of(failure!));
    }

    [Fact]
    public async Task Port_that_nobody_listens_on_is_unavailable_and_changes_nothing()
    {
        var port = _server.Port;
        await _server.DisposeAsync();
        await using var provider = Provider(LoopbackSqlServer.ConnectionStringTo(port));

        var failure = await Record.ExceptionAsync(() => provider.GetRequiredService<IApiKeyModuleService>().CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, new Actor("user_01DANA"), null, Cancellation));

        Assert.Equal(new StoreFailure(StoreFailureKind.Unavailable, MayHaveTakenEffect: false), StoreFailure.Of(failure!));
    }

    [Fact]
    public async Task Server_that_is_back_at_once_is_connected_to_at_once()
    {
        var port = _server.Port;
        await _server.DisposeAsync();
        await using var provider = Provider(LoopbackSqlServer.ConnectionStringTo(port));
        var isAway = await Record.ExceptionAsync(() => ReadAsync(provider));
        await using var back = new LoopbackSqlServer(port) { Answer = _ => SqlServerAnswer.Number(7) };

        Assert.NotNull(isAway);
        Assert.Equal(7, await ReadAsync(provider));
    }

    [Fact]
    public async Task Pool_that_has_no_free_connection_is_a_store_that_is_unavailable()
    {
        await using var provider = Provider($"{_server.ConnectionString};Max Pool Size=1");
        await using var holder = Open(provider);
        await holder.Database.OpenConnectionAsync(Cancellation);

        var failure = await Record.ExceptionAsync(() => ReadAsync(provider));

        Assert.IsNotType<SqlException>(failure, exactMatch: false);
        Assert.Equal(new StoreFailure(StoreFailureKind.Unavailable, MayHaveTakenEffect: false), StoreFailure.Of(failure!));
    }

    // Reads that wait for a slow server can use up the pool. The feed's connection is in none.
    [Fact]
    public async Task Work_with_a_connection_of_its_own_needs_none_of_the_pool()
    {
        await using var provider = Provider($"{_server.ConnectionString};Max Pool Size=1");
        await using var holder = Open(provider);
        await holder.Database.OpenConnectionAsync(Cancellation);
        _server.Answer = _ => SqlServerAnswer.Number(7);
        await using var own = provider.GetRequiredService<DedicatedContexts>().Open();

        Assert.Equal(7, await own.Database.SqlQuery<long>($"SELECT 7 AS [Value]").SingleAsync(Cancellation));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task<long> ReadAsync(ServiceProvider provider)
    {
        await using var database = Open(provider);
        return await database.Database.SqlQuery<long>($"SELECT 7 AS [Value]").SingleAsync(Cancellation);
    }

    private static ServiceProvider Provider(string connectionString)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys().UseSqlServer(connectionString);
        return services.BuildServiceProvider();
    }

    private static ApiKeysDbContext Open(ServiceProvider provider) => provider.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>().CreateDbContext();
}
