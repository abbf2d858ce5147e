using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>People on a real SQLite file, migrated once and copied for each test.</summary>
internal static class OperatorDatabase
{
    private static readonly Lazy<string> Template = new(Create);

    public static string Copy()
    {
        var path = TemplateDatabase.NewPath();
        File.Copy(Template.Value, path);
        return TemplateDatabase.ConnectionString(path);
    }

    private static string Create()
    {
        var path = TemplateDatabase.NewPath();
        using var services = new ServiceCollection()
            .AddAdminContext(new ProductDatabase(DatabaseProvider.Sqlite, TemplateDatabase.ConnectionString(path)))
            .BuildServiceProvider();
        using (var database = services.GetRequiredService<IDbContextFactory<AdminDbContext>>().CreateDbContext())
        {
            database.Database.Migrate();
        }

        // The write-ahead log is folded into the file before it is copied.
        SqliteConnection.ClearAllPools();
        return path;
    }
}
