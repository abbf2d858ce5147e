using ApiKeys.Admin.Hosting;
using ApiKeys.Admin.Identity.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity;

/// <summary>Brings the database to the shape this version needs, before anything is served.</summary>
internal sealed class AdminDatabase(IDbContextFactory<AdminDbContext> contexts, SqliteMigrationLock migrationLock)
{
    public async Task CreateOrMigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            if (DatabaseConnection.CreateFile(db.Database.GetConnectionString() ?? ""))
            {
                // EF does so only for a file it makes itself: readers and a writer side by side.
                await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = 'wal'", cancellationToken);
            }

            await migrationLock.WaitAsync(db, cancellationToken);
            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                await db.Database.MigrateAsync(cancellationToken);
            }
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
        {
            var file = db.Database.GetDbConnection().DataSource;
            throw new StartProblemException($"The database {file} ({DatabaseConnection.Key}) can't be opened: {problem.Message}", problem);
        }
    }
}
