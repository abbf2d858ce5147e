using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>A host that doesn't migrate needs the rights that docs/databases.md names for it, and no others.</summary>
public sealed class ServingRightsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Role_with_the_documented_rights_changes_keys_and_may_not_change_tables()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await using var role = await DocumentedRole.CreateAsync(database, "server");
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys(options => options.MigrateAtStart = false).UsePostgreSql(role.ConnectionString);
        await using var provider = services.BuildServiceProvider();
        var keys = provider.GetRequiredService<IApiKeyModuleService>();

        var created = await keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, null, Cancellation);
        var revoked = await keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Value!.Key.Id }, TestModule.Dana, null, Cancellation);
        var deleted = await keys.DeleteAsync(created.Value.Key.Id, TestModule.Dana, cancellationToken: Cancellation);
        var policy = await provider.GetRequiredService<IApiKeyPolicies>().UpdateAsync(new() { UsageRetention = new() { Days = 30 } }, TestModule.Dana, null, Cancellation);
        var pending = await provider.GetRequiredService<IApiKeyDatabase>().GetPendingMigrationsAsync(Cancellation);

        Assert.True(revoked.Succeeded && deleted.Succeeded && policy.Succeeded);
        Assert.Empty(pending);
        foreach (var sql in new[] { "DROP TABLE apikeys_keys", "ALTER TABLE apikeys_keys ADD more text", "CREATE TABLE mine (id int)", "TRUNCATE apikeys_events" })
        {
            await role.AssertRefusedAsync(sql);
        }
    }
}
