using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Settings;
using ApiKeys.ServerTests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Identity;

public sealed class FirstCookieKeyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_that_migrate_a_new_database_together_create_one_cookie_key()
    {
        Assert.SkipWhen(PostgreSqlServer.IsMissing, PostgreSqlServer.MissingReason);
        var server = await PostgreSqlServer.Shared;
        var name = PostgreSqlServer.NewName();
        List<ServiceProvider> nodes = [.. Enumerable.Range(0, 4).Select(_ => Node(server.ConnectionString(name)))];

        await Task.WhenAll(nodes.Select(node => Task.Run(() => MigrateAsync(node), Cancellation)));

        // Each has read its keys, as Data Protection does once a day, before any of them has sealed anything.
        var protectors = nodes.ConvertAll(node => node.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie"));
        await using (var db = await nodes[0].GetRequiredService<IDbContextFactory<AdminDbContext>>().CreateDbContextAsync(Cancellation))
        {
            Assert.Equal(1, await db.DataProtectionKeys.CountAsync(Cancellation));
        }

        var cookie = protectors[0].Protect("session");
        Assert.All(protectors, protector => Assert.Equal("session", protector.Unprotect(cookie)));
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
        await server.DropAsync(name);
    }

    private static ServiceProvider Node(string connectionString)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        services.AddAdminContext(new ProductDatabase(DatabaseProvider.PostgreSql, connectionString));
        services.AddDataProtection().SetApplicationName("ApiKeys").PersistKeysToDbContext<AdminDbContext>();
        return services.BuildServiceProvider();
    }

    private static async Task MigrateAsync(ServiceProvider node)
    {
        await using var db = await node.GetRequiredService<IDbContextFactory<AdminDbContext>>().CreateDbContextAsync(Cancellation);
        await db.Database.MigrateServerAsync(Cancellation);
    }
}
