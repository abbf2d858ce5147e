using ApiKeys.Storage;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.ServerTests.SqlServer;

public sealed class ConnectionSetUpTests
{
    [Fact]
    public async Task Host_changes_each_connection_before_it_is_opened()
    {
        Task<SqlAuthenticationToken> GetTokenAsync(SqlAuthenticationParameters parameters, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("Nothing is opened here.");
        Func<SqlAuthenticationParameters, CancellationToken, Task<SqlAuthenticationToken>> callback = GetTokenAsync;
        List<SqlConnection> changed = [];
        var services = new ServiceCollection().AddLogging();
        services.AddApiKeys().UseSqlServer(_ => "Server=db;Database=shop;Encrypt=true", (_, connection) =>
        {
            connection.AccessTokenCallback = callback;
            changed.Add(connection);
        });
        await using var provider = services.BuildServiceProvider();
        var contexts = provider.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>();
        await using var first = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using var second = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using var ofTheFeed = provider.GetRequiredService<DedicatedContexts>().Open();

        var connections = new[] { first, second, ofTheFeed }.Select(context => (SqlConnection)context.Database.GetDbConnection()).ToList();

        Assert.Equal(changed, connections);
        Assert.All(connections, connection => Assert.Same(callback, connection.AccessTokenCallback));
        Assert.NotSame(connections[0], connections[1]);
    }
}
