using ApiKeys.Admin.Hosting;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity;

/// <summary>Brings the database to the shape this version needs, before anything is served.</summary>
internal sealed class AdminDatabase(IDbContextFactory<AdminDbContext> contexts, TimeProvider timeProvider)
{
    public async Task CreateOrMigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            DatabaseConnection.CreateFile(db.Database.GetConnectionString() ?? "");
            await db.Database.MigrateSqliteAsync(timeProvider, cancellationToken);
        }
        catch (Exception problem) when (problem is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            var file = db.Database.GetDbConnection().DataSource;
            throw new StartProblemException($"The database {file} ({DatabaseConnection.Key}) can't be opened: {problem.Message}", problem);
        }
    }
}
