using ApiKeys.PostgreSql;
using ApiKeys.ServerTests.Infrastructure;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Transfer;

/// <summary>The module on a migrated PostgreSQL database of its own.</summary>
internal sealed class PostgreSqlModule : IAsyncDisposable
{
    private readonly string _database;
    private readonly PostgreSqlServer _server;

    private PostgreSqlModule(PostgreSqlServer server, string database, Action<IServiceCollection>? configure)
    {
        (_server, _database) = (server, database);
        var time = new FakeTimeProvider(TestModule.Start);
        Module = new TestModule(time: time, configure: services =>
        {
            new ApiKeysBuilder(services).UsePostgreSql(server.ConnectionString(database));
            services.ConfigureDbContext<PostgreSqlApiKeysDbContext>(options => options.AddInterceptors(new ServerClock(time)));
            configure?.Invoke(services);
        });
    }

    public TestModule Module { get; }

    public static async Task<PostgreSqlModule> StartAsync(Action<IServiceCollection>? configure = null)
    {
        Assert.SkipWhen(PostgreSqlServer.IsMissing, PostgreSqlServer.MissingReason);
        var started = new PostgreSqlModule(await PostgreSqlServer.Shared, PostgreSqlServer.NewName(), configure);
        await started.Module.Get<IApiKeyDatabase>().MigrateAsync(TestModule.Cancellation);
        return started;
    }

    public async ValueTask DisposeAsync()
    {
        await Module.DisposeAsync();
        await _server.DropAsync(_database);
    }
}
