using ApiKeys.Verification.Ends;
using ApiKeys.Verification.Ring;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>Keys end by the clock of the server. The wall clocks of these nodes are a day wrong.</summary>
public sealed class NodeClockTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Key_ends_by_the_clock_of_the_server_whatever_that_of_the_node_says(int days)
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var node = await StartAsync(database, days);
        var now = await NowAsync(database);
        var living = await CreateAsync(node, now.AddHours(1));
        var ending = await CreateAsync(node, now.AddHours(1));
        Assert.Equal((VerificationCode.Valid, VerificationCode.Valid), (await VerifyAsync(node, living), await VerifyAsync(node, ending)));

        await database.AskAsync<string>($"UPDATE apikeys_keys SET expires_at = clock_timestamp() WHERE id = '{ending.Key.Id}' RETURNING id");
        await using var restarted = await StartAsync(database, days);
        await using var other = await StartAsync(database, -days);

        foreach (var each in new[] { restarted, other })
        {
            Assert.Equal((VerificationCode.Valid, VerificationCode.Expired), (await VerifyAsync(each, living), await VerifyAsync(each, ending)));
            var keys = each.GetRequiredService<IApiKeyModuleService>();
            Assert.Equal(ApiKeyStatus.Active, (await keys.RetrieveAsync(living.Key.Id, Cancellation))!.Status);
            Assert.Equal(ApiKeyStatus.Expired, (await keys.RetrieveAsync(ending.Key.Id, Cancellation))!.Status);
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Act_is_stamped_by_the_clock_of_the_server(int days)
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        var before = await NowAsync(database);
        await using var node = await StartAsync(database, days);

        var created = await CreateAsync(node, before.AddHours(1));

        Assert.InRange(created.Key.CreatedAt, before.AddMilliseconds(-1), (await NowAsync(database)).AddSeconds(1));
    }

    [Fact]
    public async Task End_that_has_come_on_the_server_is_stored_by_a_node_that_is_behind()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var node = await StartAsync(database, days: -1);
        var key = await CreateAsync(node, (await NowAsync(database)).AddHours(1));
        await database.AskAsync<string>($"UPDATE apikeys_keys SET expires_at = clock_timestamp() WHERE id = '{key.Key.Id}' RETURNING id");

        Assert.Equal(1, await node.GetRequiredService<EndedKeys>().EndAsync(Cancellation));

        Assert.Equal(VerificationCode.Expired, await VerifyAsync(node, key));
    }

    private static async Task<DateTimeOffset> NowAsync(PostgreSqlDatabase database) =>
        new(await database.AskAsync<DateTime>("SELECT clock_timestamp()"));

    // Its clock stands still, so that no time passes in which it would have to look again.
    private static async Task<ServiceProvider> StartAsync(PostgreSqlDatabase database, int days)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeTimeProvider((await NowAsync(database)).AddDays(days)));
        services.AddLogging();
        services.AddApiKeys().UsePostgreSql(database.ConnectionString);
        var node = services.BuildServiceProvider();
        await node.GetRequiredService<KeyRingFeed>().LookAsync(Cancellation);
        return node;
    }

    private static async Task<CreatedApiKey> CreateAsync(ServiceProvider node, DateTimeOffset expiresAt)
    {
        var request = new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Warehouse sync", ExpiresAt = expiresAt };
        var keys = node.GetRequiredService<IApiKeyModuleService>();
        return (await keys.CreateAsync(request, new Actor("user_01DANA"), null, Cancellation)).Value!;
    }

    private static async Task<VerificationCode> VerifyAsync(ServiceProvider node, CreatedApiKey key) =>
        (await node.GetRequiredService<IApiKeyVerifier>().VerifyAsync(key.Token!.Reveal(), null, Cancellation)).Code;
}
