using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module;
using ApiKeys.UnitTests.Module.Verification;
using ApiKeys.Verification.Ring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

public sealed class PoolTests
{
    private const int Size = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // A request waits for 0.8 seconds and gives up, its read waits on with its connection. A node that looked at the feed by the same pool would trust its memory no more.
    [Fact]
    public async Task Reads_that_no_one_waits_for_any_more_use_up_the_pool_and_the_node_follows_the_feed_all_the_same()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        var time = new FakeTimeProvider(TestModule.Start);
        await using var node = Provider(database.ConnectionString, time);
        var created = (await node.GetRequiredService<IApiKeyModuleService>().CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, null, Cancellation)).Value!;
        var (feed, verifier) = (node.GetRequiredService<KeyRingFeed>(), node.GetRequiredService<IApiKeyVerifier>());
        await feed.LookAsync(Cancellation);
        time.Advance(TimeSpan.FromSeconds(2));
        await using var keys = await LockAsync(database.ConnectionString);
        var verifying = Enumerable.Range(0, Size).Select(_ => verifier.VerifyAsync(created.Raw(), null, Cancellation).AsTask()).ToList();
        await Eventually.UntilAsync(async () => await database.AskAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted") == Size);
        var given = Task.WhenAll(verifying);
        await Eventually.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(given.IsCompleted);
        });
        Assert.All(await given, result => Assert.Equal(VerificationCode.StoreUnavailable, result.Code));

        await feed.LookAsync(Cancellation);

        Assert.True(await database.AskAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted") >= Size);
        Assert.Equal(VerificationCode.Valid, (await verifier.VerifyAsync(created.Raw(), null, Cancellation)).Code);
    }

    private static async Task<NpgsqlConnection> LockAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE apikeys_keys IN ACCESS EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync(Cancellation);
        return connection;
    }

    private static ServiceProvider Provider(string connectionString, TimeProvider time)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(time);
        services.AddApiKeys().UsePostgreSql(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = Size, Timeout = 1 }.ConnectionString);
        return services.BuildServiceProvider();
    }
}
