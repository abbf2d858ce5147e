using System.Data.Common;
using ApiKeys.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Files, copied from one that was migrated once.</summary>
internal sealed class SqliteTestDatabase : ITestDatabase
{
    // A file system in memory, where the system has one.
    private const string Memory = "/dev/shm";

    public bool IsServer => false;

    public string TablesQuery => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";

    public string CopyTableSql(string table, string copy) => $"CREATE TABLE {copy} AS SELECT * FROM {table}";

    public string Create() => TemplateDatabase.Copy();

    public string CreateScratch()
    {
        var path = NewScratch();
        TemplateDatabase.CopyTo(path);
        return path;
    }

    public string Copy(string place)
    {
        var path = NewScratch();
        File.Copy(place, path);
        return path;
    }

    public void Drop(string place)
    {
        Release(place);
        Directory.Delete(Path.GetDirectoryName(place)!, recursive: true);
    }

    public void Use(ApiKeysBuilder module, string place, FakeTimeProvider time) => module.UseSqlite(TemplateDatabase.ConnectionString(place));

    public void Use(DbContextOptionsBuilder options, DbConnection connection) => options.UseSqlite(connection);

    public void Intercept(IServiceCollection services, IInterceptor interceptor) =>
        services.ConfigureDbContext<SqliteApiKeysDbContext>(options => options.AddInterceptors(interceptor));

    public void Release(string place)
    {
        using var connection = new SqliteConnection(TemplateDatabase.ConnectionString(place));
        SqliteConnection.ClearPool(connection);
    }

    public IEnumerable<string> Files(string place) => Directory.GetFiles(Path.GetDirectoryName(place)!);

    public DbConnection Connect(string place) => new SqliteConnection($"{TemplateDatabase.ConnectionString(place)};Pooling=False");

    private static string NewScratch()
    {
        var folder = Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), $"apikeys-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, "apikeys.db");
    }
}
