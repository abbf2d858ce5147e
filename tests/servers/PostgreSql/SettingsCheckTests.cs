using ApiKeys.PostgreSql;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>Settings of the server that promises depend on.</summary>
public sealed class SettingsCheckTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_does_not_start_where_a_crash_loses_what_was_acknowledged()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var provider = Provider(database.ConnectionString, "-c synchronous_commit=off");

        var refused = await Assert.ThrowsAsync<RefusedSettingException>(() => provider.GetRequiredService<DatabaseSettingsCheck>().RunAsync(Cancellation));

        Assert.Contains("synchronous_commit is off", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("-c search_path=public", 1)]
    public async Task Transactions_without_a_bound_are_warned_of(string? options, int warnings)
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var provider = Provider(database.ConnectionString, options);

        await provider.GetRequiredService<DatabaseSettingsCheck>().RunAsync(Cancellation);

        var said = provider.GetRequiredService<FakeLogCollector>().GetSnapshot().Where(record => record.Id == 1050).ToList();
        Assert.Equal(warnings, said.Count);
        Assert.All(said, record => Assert.Contains("idle_in_transaction_session_timeout", record.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Database_that_is_away_does_not_keep_a_host_from_starting()
    {
        await using var provider = Provider("Host=127.0.0.1;Port=1;Database=shop;Username=apikeys;Password=x;Timeout=2", null);

        await provider.GetRequiredService<DatabaseSettingsCheck>().RunAsync(Cancellation);
    }

    // A node that stops in the middle of a change: its session stays, and with it the lock of the feed.
    [Fact]
    public async Task Change_goes_on_once_the_server_has_ended_the_session_of_a_node_that_stands_still()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var provider = Provider(database.ConnectionString, null);
        var keys = provider.GetRequiredService<IApiKeyModuleService>();
        var stopped = new NpgsqlConnection(PostgreSqlConnection.Complete(database.ConnectionString));
        await stopped.OpenAsync(Cancellation);
        Assert.Equal("10s", await AskAsync(stopped, "SHOW idle_in_transaction_session_timeout"));
        await AskAsync(stopped, "SET idle_in_transaction_session_timeout = '500ms'");
        await AskAsync(stopped, "BEGIN");
        await AskAsync(stopped, "UPDATE apikeys_event_feed SET version = version");

        var created = await keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, null, Cancellation);

        Assert.True(created.Succeeded);
        await Record.ExceptionAsync(() => stopped.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task Change_that_waits_for_a_node_that_stands_still_fails_after_the_timeout_of_its_step_and_changes_nothing()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        var time = new FakeTimeProvider(TestModule.Start);
        await using var provider = Provider(database.ConnectionString, null, time);
        var keys = provider.GetRequiredService<IApiKeyModuleService>();
        await using var stopped = new NpgsqlConnection(database.ConnectionString);
        await stopped.OpenAsync(Cancellation);
        await AskAsync(stopped, "BEGIN; UPDATE apikeys_event_feed SET version = version");

        var creating = keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, null, Cancellation);
        await Eventually.UntilAsync(async () => await database.AskAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted") == 1);
        time.Advance(TimeSpan.FromMinutes(1));

        var failure = await Record.ExceptionAsync(() => creating);
        Assert.Equal(new StoreFailure(StoreFailureKind.Unavailable, MayHaveTakenEffect: false), StoreFailure.Of(failure!));
        Assert.Equal(0, await database.AskAsync<long>("SELECT count(*) FROM apikeys_keys"));
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Those above.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Cancellation);
    }

    private static ServiceProvider Provider(string connectionString, string? options, TimeProvider? time = null)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.AddFakeLogging()).AddSingleton(time ?? TimeProvider.System);
        services.AddApiKeys().UsePostgreSql(new NpgsqlConnectionStringBuilder(connectionString) { Options = options }.ConnectionString);
        return services.BuildServiceProvider();
    }
}
