using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

/// <summary>The user that migrates needs the rights that docs/databases.md names for it, and no others.</summary>
public sealed class MigratingRightsTests
{
    [Fact]
    public async Task Role_with_the_documented_rights_migrates_and_may_not_touch_the_tables_of_others()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await database.AskAsync<object>("CREATE SCHEMA shop; SELECT 1");
        await using var role = await DocumentedRole.CreateAsync(database, "migrator", "shop");
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys().UsePostgreSql(new NpgsqlConnectionStringBuilder(role.ConnectionString) { SearchPath = "shop" }.ConnectionString);
        await using var provider = services.BuildServiceProvider();
        var module = provider.GetRequiredService<IApiKeyDatabase>();

        await module.MigrateAsync(TestModule.Cancellation);

        Assert.Empty(await module.GetPendingMigrationsAsync(TestModule.Cancellation));
        Assert.Equal(1, await database.AskAsync<long>("SELECT count(*) FROM pg_tables WHERE schemaname = 'shop' AND tablename = 'apikeys_keys'"));
        await role.AssertRefusedAsync("SELECT * FROM public.apikeys_keys");
        await role.AssertRefusedAsync("CREATE TABLE public.mine (id int)");
    }
}
