using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ApiKeys.ServerTests.PostgreSql;

public sealed class SchemaTests
{
    // Two installations in one database, each in a schema of its own, as docs/databases.md says.
    [Fact]
    public async Task Schema_of_the_connection_string_holds_all_tables_and_its_own_keys()
    {
        await using var database = await PostgreSqlDatabase.CreateAsync();
        await database.AskAsync<object>("CREATE SCHEMA shop; SELECT 1");
        var inSchema = new NpgsqlConnectionStringBuilder(database.ConnectionString) { SearchPath = "shop" }.ConnectionString;
        await using var shop = Module(inSchema);
        await using var other = Module(database.ConnectionString);
        await shop.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>().CreateDbContext().MigrateAsync(TimeProvider.System, TestModule.Cancellation);

        var created = await shop.GetRequiredService<IApiKeyModuleService>().CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, null, TestModule.Cancellation);

        Assert.True(created.Succeeded);
        Assert.Equal(
            await database.AskAsync<long>("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"),
            await database.AskAsync<long>("SELECT count(*) FROM pg_tables WHERE schemaname = 'shop'"));
        Assert.NotNull(await shop.GetRequiredService<IApiKeyModuleService>().RetrieveAsync(created.Value!.Key.Id, TestModule.Cancellation));
        Assert.Null(await other.GetRequiredService<IApiKeyModuleService>().RetrieveAsync(created.Value.Key.Id, TestModule.Cancellation));
    }

    private static ServiceProvider Module(string connectionString)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys().UsePostgreSql(connectionString);
        return services.BuildServiceProvider();
    }
}
