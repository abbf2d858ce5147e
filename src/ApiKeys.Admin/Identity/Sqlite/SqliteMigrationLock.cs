using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Sqlite;

/// <summary>
/// EF guards a migration of SQLite with a row in a table. A process killed in the middle leaves the row, and every later start would wait
/// for it for ever, without a word. A row this old belongs to no living process; a younger one may, and is waited for.
/// </summary>
internal sealed partial class SqliteMigrationLock(TimeProvider timeProvider, ILogger<SqliteMigrationLock> logger)
{
    internal static readonly TimeSpan LongestMigration = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Returns once nobody else migrates, at the latest when a row left behind is old enough to drop.</summary>
    public async Task WaitAsync(DbContext db, CancellationToken cancellationToken)
    {
        var isSaid = false;
        while (await FindAsync(db, cancellationToken) is { } takenAt)
        {
            if (IsAbandoned(takenAt))
            {
                // By its time: of two processes that see the old row, the slower must not drop what the faster took meanwhile.
                await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock WHERE Timestamp = {takenAt}", cancellationToken);
                LogDropped(logger, takenAt);
                return;
            }

            if (!isSaid)
            {
                isSaid = true;
                LogWaiting(logger, takenAt);
            }

            await Task.Delay(LookEvery, timeProvider, cancellationToken);
        }
    }

    private static async Task<string?> FindAsync(DbContext db, CancellationToken cancellationToken)
    {
        var tables = await db.Database
            .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .SingleAsync(cancellationToken);
        return tables == 0
            ? null
            : await db.Database.SqlQuery<string>($"SELECT Timestamp AS Value FROM __EFMigrationsLock").FirstOrDefaultAsync(cancellationToken);
    }

    private bool IsAbandoned(string takenAt) =>
        !DateTimeOffset.TryParse(takenAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        || timeProvider.GetUtcNow() - time >= LongestMigration;

    [LoggerMessage(3200, LogLevel.Warning, "Another process has been migrating the database since {TakenAt}; waiting until it is done")]
    private static partial void LogWaiting(ILogger logger, string takenAt);

    [LoggerMessage(3201, LogLevel.Warning, "A migration begun at {TakenAt} was never finished; its lock was dropped")]
    private static partial void LogDropped(ILogger logger, string takenAt);
}
