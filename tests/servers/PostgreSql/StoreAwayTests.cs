using System.Globalization;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>A real server that ends connections, refuses writes, or is not there.</summary>
public sealed class StoreAwayTests
{
    [Fact]
    public async Task Connections_that_the_server_ended_are_replaced_or_said_to_be_lost()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var provider = Provider(database.ConnectionString);
        var keys = provider.GetRequiredService<IApiKeyModuleService>();
        await CreateAsync(keys, "before");
        var told = 0;

        for (var round = 0; round < 20; round++)
        {
            var writers = Enumerable.Range(0, 4).Select(async number =>
            {
                try
                {
                    await CreateAsync(keys, string.Create(CultureInfo.InvariantCulture, $"{round} {number}"));
                    return (bool?)true;
                }
                catch (Exception exception)
                {
                    // Anything else is a failure of the test: it says neither.
                    Assert.NotNull(StoreFailure.Of(exception));
                    return StoreFailure.Of(exception)!.MayHaveTakenEffect ? null : false;
                }
            }).ToList();
            await database.AskAsync<object>("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            var outcomes = await Task.WhenAll(writers);
            told += outcomes.Count(outcome => outcome == true);
            if (outcomes.Contains(null))
            {
                return;
            }
        }

        Assert.Equal(told + 1, (await keys.ListAndCountAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Server_that_takes_no_writes_is_read_only()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        var readOnly = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Options = "-c default_transaction_read_only=on" };
        await using var migrated = Provider(database.ConnectionString);
        await migrated.GetRequiredService<IApiKeyDatabase>().MigrateAsync(TestModule.Cancellation);
        await using var provider = Provider(readOnly.ConnectionString);

        var change = await Record.ExceptionAsync(() => CreateAsync(provider.GetRequiredService<IApiKeyModuleService>(), "A"));
        var probe = await Record.ExceptionAsync(() => provider.GetRequiredService<IApiKeyDatabase>().ProbeWriteAsync(TestModule.Cancellation));

        Assert.Equal(new StoreFailure(StoreFailureKind.ReadOnly, MayHaveTakenEffect: false), StoreFailure.Of(change!));
        Assert.Equal(StoreFailureKind.ReadOnly, StoreFailure.Of(probe!)?.Kind);
    }

    [Theory]
    [InlineData("127.0.0.1", 1)]
    [InlineData("no-such-host.invalid", 5432)]
    public async Task Server_that_is_not_there_is_unavailable(string host, int port)
    {
        await using var provider = Provider($"Host={host};Port={port};Database=shop;Username=apikeys;Password=x;Timeout=2");

        var change = await Record.ExceptionAsync(() => CreateAsync(provider.GetRequiredService<IApiKeyModuleService>(), "A"));

        Assert.Equal(new StoreFailure(StoreFailureKind.Unavailable, MayHaveTakenEffect: false), StoreFailure.Of(change!));
    }

    [Fact]
    public async Task Database_that_was_dropped_is_unavailable()
    {
        var database = await PostgreSqlDatabase.CreateAsync();
        await using var provider = Provider(database.ConnectionString);
        await database.DisposeAsync();

        var change = await Record.ExceptionAsync(() => CreateAsync(provider.GetRequiredService<IApiKeyModuleService>(), "A"));

        Assert.Equal(StoreFailureKind.Unavailable, StoreFailure.Of(change!)?.Kind);
    }

    [Fact]
    public async Task Probe_writes_and_leaves_one_row()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var provider = Provider(database.ConnectionString);
        var store = provider.GetRequiredService<IApiKeyDatabase>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.ProbeWriteAsync(TestModule.Cancellation)));

        Assert.Equal(1L, await database.AskAsync<long>("SELECT count(*) FROM apikeys_store_probe"));
    }

    private static ServiceProvider Provider(string connectionString)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys().UsePostgreSql(connectionString);
        return services.BuildServiceProvider();
    }

    private static async Task CreateAsync(IApiKeyModuleService keys, string title) => Assert.True((await keys.CreateAsync(
        new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = title }, TestModule.Dana, null, TestModule.Cancellation)).Succeeded);
}
