using ApiKeys.Storage;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ApiKeys.Bench;

/// <summary>The real module as a host configures it, on a SQLite file of its own in the temporary folder or on a PostgreSQL database of its own.</summary>
internal sealed class BenchModule : IAsyncDisposable
{
    public static readonly Actor Actor = new("user_01BENCH");

    /// <summary>The environment variable with the connection string of a PostgreSQL server, of a user who may create databases.</summary>
    private const string PostgreSql = "APIKEYS_BENCH_POSTGRESQL";

    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-bench-");

    private BenchModule(Workflow? workflow, string? server)
    {
        ConnectionString = server is null
            ? $"Data Source={Path}"
            : new NpgsqlConnectionStringBuilder(server) { Database = $"apikeys_bench_{Guid.NewGuid():N}" }.ConnectionString;
        IsOnServer = server is not null;
        var services = new ServiceCollection();
        services.AddLogging();
        _ = IsOnServer ? services.AddApiKeys().UsePostgreSql(ConnectionString) : services.AddApiKeys().UseSqlite(ConnectionString);
        if (workflow is not null)
        {
            services.AddWorkflow(workflow);
        }

        _services = services.BuildServiceProvider();
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "apikeys.db");

    public string ConnectionString { get; }

    public bool IsOnServer { get; }

    public IApiKeyModuleService Keys => _services.GetRequiredService<IApiKeyModuleService>();

    public IApiKeyVerifier Verifier => _services.GetRequiredService<IApiKeyVerifier>();

    public KeyRingFeed Feed => _services.GetRequiredService<KeyRingFeed>();

    public IWorkflowRunner Workflows => _services.GetRequiredService<IWorkflowRunner>();

    public static Task<BenchModule> CreateAsync(Workflow? workflow = null) => CreateAsync(workflow, server: null);

    public static Task<BenchModule> CreateOnServerAsync() => CreateAsync(
        null,
        Environment.GetEnvironmentVariable(PostgreSql) ?? throw new InvalidOperationException($"The scenario needs a PostgreSQL: set {PostgreSql} to its connection string."));

    private static async Task<BenchModule> CreateAsync(Workflow? workflow, string? server)
    {
        var module = new BenchModule(workflow, server);
        await using var database = module.OpenDatabase();
        await database.MigrateAsync(TimeProvider.System, CancellationToken.None);
        return module;
    }

    public ApiKeysDbContext OpenDatabase() => _services.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        if (IsOnServer)
        {
            await using var database = OpenDatabase();
            NpgsqlConnection.ClearAllPools();
            await database.Database.EnsureDeletedAsync();
        }

        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
