using ApiKeys.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Migrates SQLite files so that a killed start does not block the next.</summary>
public static class SqliteMigrationExtensions
{
    private const string LockTable = "__EFMigrationsLock";

    /// <summary>
    /// Creates and migrates a SQLite database. Of several processes that start at once one migrates and the others wait.
    /// </summary>
    /// <remarks>
    /// EF Core guards a migration with a row in the database, which stays when the process dies in between, and makes every later start wait for ever. Here the
    /// guard is a lock of the operating system on a file beside the database, which ends with its process: the holder knows that a row
    /// found belongs to a process that has ended. A database in memory has no other process to guard against.
    /// </remarks>
    /// <param name="database">The context's database.</param>
    /// <param name="timeProvider">Times the waiting for another process.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidOperationException">The file can't be created, read or written. The message names it and says why.</exception>
    public static async Task MigrateSqliteAsync(
        this DatabaseFacade database, TimeProvider timeProvider, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(timeProvider);
        var file = new SqliteConnectionStringBuilder(database.GetConnectionString());
        if (IsInMemory(file))
        {
            await database.MigrateAsync(cancellationToken);
            return;
        }

        try
        {
            if (await IsUpToDateAsync(database, cancellationToken))
            {
                return;
            }

            using var guard = await FileGuard.EnterAsync(file.DataSource + "-migrating", timeProvider, cancellationToken);
            await PrepareAsync(database, cancellationToken);
            await database.MigrateAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The database file '{file.DataSource}' can't be created or migrated: {exception.Message} Check that its folder exists and can be written.",
                exception);
        }
    }

    private static bool IsInMemory(SqliteConnectionStringBuilder file) =>
        file.Mode == SqliteOpenMode.Memory || file.DataSource is "" or ":memory:" || file.DataSource.StartsWith("file:", StringComparison.Ordinal);

    private static async Task<bool> IsUpToDateAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        !(await database.GetPendingMigrationsAsync(cancellationToken)).Any()
        && await AskAsync(database, "PRAGMA journal_mode", cancellationToken) is "wal";

    private static async Task PrepareAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        // EF Core chooses the write-ahead log only for files it makes itself, not for an empty one that it finds. Without it readers wait for writers.
        await AskAsync(database, "PRAGMA journal_mode = WAL", cancellationToken);
        if (await AskAsync(database, $"SELECT name FROM sqlite_master WHERE name = '{LockTable}'", cancellationToken) is not null)
        {
            await AskAsync(database, $"DELETE FROM {LockTable}", cancellationToken);
        }
    }

    private static async Task<object?> AskAsync(DatabaseFacade database, string sql, CancellationToken cancellationToken)
    {
        await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteScalarAsync(cancellationToken);
        }
        finally
        {
            await database.CloseConnectionAsync();
        }
    }
}
