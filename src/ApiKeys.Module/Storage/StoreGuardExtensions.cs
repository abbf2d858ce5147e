using ApiKeys.Storage;
using ApiKeys.Storage.Sqlite;

namespace Microsoft.EntityFrameworkCore;

/// <summary>What another context in the same database needs, so that its failures are told as those of the module's own.</summary>
public static class StoreGuardExtensions
{
    /// <summary>Remembers whether a change that failed may have taken effect; see <see cref="ApiKeys.StoreFailure"/>.</summary>
    /// <param name="options">The options of the context.</param>
    public static DbContextOptionsBuilder AddStoreGuard(this DbContextOptionsBuilder options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.AddInterceptors(new CommitDoubt());
    }

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
