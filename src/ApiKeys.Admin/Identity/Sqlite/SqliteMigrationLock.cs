using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Sqlite;

/// <summary>
/// EF guards a migration of SQLite with a row in a table. A process killed in the middle leaves the row, and every later start would wait
/// for it for ever, without a word. A SQLite file belongs to one process, so a row found before that process migrates is a dead one's.
/// </summary>
internal static class SqliteMigrationLock
{
    public static async Task ReleaseAbandonedAsync(DbContext db, CancellationToken cancellationToken)
    {
        var tables = await db.Database
            .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .SingleAsync(cancellationToken);
        if (tables > 0)
        {
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", cancellationToken);
        }
    }
}
