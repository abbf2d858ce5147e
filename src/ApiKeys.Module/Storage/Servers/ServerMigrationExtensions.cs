using ApiKeys.Storage.Servers;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Migrates databases on a server, where any number of nodes may start at once.</summary>
public static class ServerMigrationExtensions
{
    // Each meets a thing of its own: the database, the history's table, the rows of the first migration.
    private const int Attempts = 5;

    /// <summary>
    /// Creates and migrates a database on SQL Server or PostgreSQL. Of several processes that start at once one migrates and the others wait, also where the
    /// database itself is not there yet; one that dies in between leaves nothing that blocks the next.
    /// </summary>
    /// <remarks>
    /// EF Core's own guard is a lock of the server's, which ends with its session, but begins only after the database and the table of the history are there. Who
    /// comes second to create those tries again, and finds them.
    /// </remarks>
    /// <param name="database">The context's database.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task MigrateServerAsync(this DatabaseFacade database, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await CreateAsync(database, cancellationToken);
                await database.MigrateAsync(cancellationToken);
                return;
            }
            catch (Exception exception) when (attempt < Attempts && DatabaseErrors.IsAlreadyThere(exception))
            {
                // Another process was faster; what it made is there now.
            }
        }
    }

    // EF Core would find out by trying, and log an error.
    private static async Task CreateAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        if (database.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<IDatabaseCreation>().FirstOrDefault() is { } own)
        {
            await own.CreateIfMissingAsync(database, cancellationToken);
            return;
        }

        var creator = database.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
        {
            await creator.CreateAsync(cancellationToken);
        }
    }
}
