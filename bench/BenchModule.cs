using ApiKeys.Keys;
using ApiKeys.Storage;
using ApiKeys.Verification;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.Bench;

/// <summary>The real module as a host configures it, on a SQLite file of its own in the temporary folder.</summary>
internal sealed class BenchModule : IAsyncDisposable
{
    public static readonly Actor Actor = new("user_01BENCH");

    private readonly ServiceProvider _services;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-bench-");

    private BenchModule(Workflow? workflow)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddApiKeys().UseSqlite(ConnectionString);
        if (workflow is not null)
        {
            services.AddWorkflow(workflow);
        }

        _services = services.BuildServiceProvider();
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "apikeys.db");

    public string ConnectionString => $"Data Source={Path}";

    public IApiKeyModuleService Keys => _services.GetRequiredService<IApiKeyModuleService>();

    public IApiKeyVerifier Verifier => _services.GetRequiredService<IApiKeyVerifier>();

    public KeyRingFeed Feed => _services.GetRequiredService<KeyRingFeed>();

    public IWorkflowRunner Workflows => _services.GetRequiredService<IWorkflowRunner>();

    public static async Task<BenchModule> CreateAsync(Workflow? workflow = null)
    {
        var module = new BenchModule(workflow);
        await using var database = module.OpenDatabase();
        await database.MigrateAsync(TimeProvider.System, CancellationToken.None);
        return module;
    }

    public ApiKeysDbContext OpenDatabase() => _services.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
