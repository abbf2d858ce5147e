using System.Data.Common;
using ApiKeys.Admin.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Admin.Identity;

/// <summary>Brings the database to the shape this version needs: the product's own tables and the module's, each of which has a history of its own.</summary>
internal sealed class AdminDatabase(
    IDbContextFactory<AdminDbContext> contexts, IApiKeyDatabase module, ProductDatabase database, TimeProvider timeProvider)
{
    public Task CreateOrMigrateAsync(CancellationToken cancellationToken) => ExplainAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            DatabaseConnection.CreateFile(database.ConnectionString);
            await db.Database.MigrateSqliteAsync(timeProvider, cancellationToken);
        }
        else
        {
            await db.Database.MigrateServerAsync(cancellationToken);
        }

        await module.MigrateAsync(cancellationToken);
    });

    /// <summary>Refuses to go on with a database of an older version.</summary>
    public Task RequireUpToDateAsync(CancellationToken cancellationToken) => ExplainAsync(async () =>
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        List<string> pending =
        [
            .. await db.Database.GetPendingMigrationsAsync(cancellationToken),
            .. await module.GetPendingMigrationsAsync(cancellationToken),
        ];
        if (pending.Count > 0)
        {
            throw new StartProblemException(
                $"The database lacks {pending.Count} migrations, {pending[0]} first, and {DatabaseOptions.Section}:{nameof(DatabaseOptions.MigrateAtStart)} is false. Run the program with the argument migrate, or apply the scripts.");
        }
    });

    private async Task ExplainAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception problem) when (problem
            is InvalidOperationException or IOException or UnauthorizedAccessException or DbException or RetryLimitExceededException)
        {
            throw new StartProblemException($"The database {Name()} ({DatabaseConnection.Key}) can't be opened: {Cause(problem).Message}", problem);
        }
    }

    // A file, or a server and a database; never the connection string, which holds a password.
    private string Name()
    {
        using var db = contexts.CreateDbContext();
        var connection = db.Database.GetDbConnection();
        return database.Provider == DatabaseProvider.Sqlite ? connection.DataSource : $"{connection.Database} on {connection.DataSource}";
    }

    // EF Core's own words say only that it has tried several times.
    private static Exception Cause(Exception problem) =>
        problem is not DbException && problem.InnerException is DbException cause ? cause : problem;
}
