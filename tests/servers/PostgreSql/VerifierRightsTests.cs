using ApiKeys.UnitTests.Module;
using ApiKeys.Usage.Recording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>A service that only verifies needs the rights that docs/databases.md names, and no others.</summary>
public sealed class VerifierRightsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Role_with_the_documented_rights_verifies_counts_and_refuses_revoked_keys()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var role = await DocumentedRole.CreateAsync(database, "verifier");
        await using var owner = await StartOwnerAsync(database);
        var keys = owner.GetRequiredService<IApiKeyModuleService>();
        var secret = await CreateAsync(keys, ApiKeyType.Secret);
        var publishable = await CreateAsync(keys, ApiKeyType.Publishable);
        using var host = Build(role.ConnectionString);
        await host.StartAsync(Cancellation);
        var verifier = host.Services.GetRequiredService<IApiKeyVerifier>();

        var (first, second) = (await VerifyAsync(verifier, secret), await VerifyAsync(verifier, publishable));
        host.Services.GetRequiredService<UseRecorder>().Note(first.Key!, VerificationCode.Valid, new ApiKeyCaller(null, "warehouse/1.0", "/orders"));
        await host.Services.GetRequiredService<UseRecorder>().FlushAsync(Cancellation);
        var revoked = await keys.RevokeAsync(new RevokeApiKeyRequest { Id = secret.Key.Id }, new Actor("user_01DANA"), null, Cancellation);
        var last = await VerifyAsync(verifier, secret);
        await host.StopAsync(Cancellation);

        var warnings = host.Services.GetFakeLogCollector().GetSnapshot().Where(entry => entry.Level >= LogLevel.Warning);
        Assert.DoesNotContain(warnings, entry => $"{entry.Message} {entry.Exception}".Contains(PostgresErrorCodes.InsufficientPrivilege, StringComparison.Ordinal));
        Assert.Equal((VerificationCode.Valid, VerificationCode.Valid), (first.Code, second.Code));
        Assert.True(revoked.Succeeded);
        Assert.Equal(VerificationCode.Revoked, last.Code);
        Assert.Equal(1, await database.AskAsync<long>($"SELECT count FROM apikeys_uses WHERE key_id = '{secret.Key.Id}'"));
        Assert.Equal(1, await database.AskAsync<long>($"SELECT count(*) FROM apikeys_keys WHERE id = '{secret.Key.Id}' AND last_used_at IS NOT NULL"));
        Assert.Equal(0, await database.AskAsync<long>("SELECT count(*) FROM apikeys_nodes"));
    }

    [Theory]
    [InlineData("UPDATE apikeys_keys SET revoked_at = NULL")]
    [InlineData("UPDATE apikeys_keys SET scopes = '{*}'")]
    [InlineData("INSERT INTO apikeys_keys (id) VALUES ('apk_1')")]
    [InlineData("DELETE FROM apikeys_keys")]
    [InlineData("DELETE FROM apikeys_events")]
    [InlineData("SELECT * FROM apikeys_events")]
    [InlineData("UPDATE apikeys_event_feed SET version = 0")]
    [InlineData("DELETE FROM apikeys_uses")]
    [InlineData("SELECT * FROM apikeys_workflow_executions")]
    [InlineData("DROP TABLE apikeys_nodes")]
    public async Task Role_with_the_documented_rights_may_not_change_keys_or_the_audit_log(string sql)
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var role = await DocumentedRole.CreateAsync(database, "verifier");

        await role.AssertRefusedAsync(sql);
    }

    [Fact]
    public async Task Data_source_of_the_host_is_used()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(source);
        services.AddApiKeys().UsePostgreSql(provider => provider.GetRequiredService<NpgsqlDataSource>());
        await using var node = services.BuildServiceProvider();

        var created = await CreateAsync(node.GetRequiredService<IApiKeyModuleService>(), ApiKeyType.Secret);

        Assert.Equal(1, await database.AskAsync<long>($"SELECT count(*) FROM apikeys_keys WHERE id = '{created.Key.Id}'"));
    }

    private static IHost Build(string connectionString)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddFakeLogging();
        builder.Services.AddApiKeyVerification().UsePostgreSql(connectionString);
        return builder.Build();
    }

    private static Task<ServiceProvider> StartOwnerAsync(PostgreSqlDatabase database)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddApiKeys().UsePostgreSql(database.ConnectionString);
        return Task.FromResult(services.BuildServiceProvider());
    }

    private static async Task<CreatedApiKey> CreateAsync(IApiKeyModuleService keys, ApiKeyType type) =>
        (await keys.CreateAsync(new CreateApiKeyRequest { Type = type, Title = "Warehouse sync" }, new Actor("user_01DANA"), null, Cancellation)).Value!;

    // On a busy machine a look may take longer than what it says may be believed.
    private static async Task<VerificationResult> VerifyAsync(IApiKeyVerifier verifier, CreatedApiKey key)
    {
        var result = new VerificationResult(VerificationCode.StoreUnavailable);
        await Eventually.UntilAsync(async () =>
        {
            result = await verifier.VerifyAsync(key.Token!.Reveal(), null, Cancellation);
            return result.Code != VerificationCode.StoreUnavailable;
        });
        return result;
    }
}
