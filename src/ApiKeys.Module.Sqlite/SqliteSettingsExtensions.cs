using ApiKeys.Sqlite;

namespace Microsoft.EntityFrameworkCore;

/// <summary>What another context in the same SQLite file needs, so that it works on it as the module does.</summary>
public static class SqliteSettingsExtensions
{
    /// <summary>
    /// Has SQLite write each commit to the disk before it is answered, wait up to 10 seconds for another writer, and refuse to work on a file that was moved away,
    /// deleted or replaced (on Linux).
    /// </summary>
    /// <param name="options">The options of the context.</param>
    public static DbContextOptionsBuilder AddSqliteSettings(this DbContextOptionsBuilder options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddInterceptors(new SqliteConnectionSettings(), new OpenFileGuard());
    }
}
