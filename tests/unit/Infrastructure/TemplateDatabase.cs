using ApiKeys.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>A migrated SQLite file, made once and copied for each test: real migrations without paying for them each time.</summary>
internal static class TemplateDatabase
{
    private static readonly Lazy<string> Template = new(Create);

    public static string Copy()
    {
        var path = NewPath();
        CopyTo(path);
        return path;
    }

    public static void CopyTo(string path) => File.Copy(Template.Value, path);

    public static string NewPath() => Path.Combine(Directory.CreateTempSubdirectory("apikeys-test-").FullName, "apikeys.db");

    public static string ConnectionString(string path) => $"Data Source={path}";

    private static string Create()
    {
        var path = NewPath();
        using (var database = SqliteApiKeysDbContextDesign.Open(ConnectionString(path)))
        {
            database.Database.Migrate();
        }

        // Closes the pooled connection, so that the write-ahead log is folded into the file that is copied.
        SqliteConnection.ClearAllPools();
        return path;
    }
}
