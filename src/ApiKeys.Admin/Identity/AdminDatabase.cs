using ApiKeys.Admin.Hosting;
using ApiKeys.Admin.Identity.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity;

/// <summary>Brings the database to the shape this version needs, before anything is served.</summary>
internal sealed class AdminDatabase(IDbContextFactory<AdminDbContext> contexts)
{
    public async Task CreateOrMigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            DatabaseConnection.CreateFolder(db.Database.GetConnectionString() ?? "");
            await SqliteMigrationLock.ReleaseAbandonedAsync(db, cancellationToken);
            await db.Database.MigrateAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is SqliteException or IOException or UnauthorizedAccessException)
        {
            var file = db.Database.GetDbConnection().DataSource;
            throw new StartProblemException($"The database {file} ({DatabaseConnection.Key}) can't be opened: {problem.Message}", problem);
        }
    }
}
