using System.Globalization;
using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.Workflows;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ApiKeys.SqlServer;

/// <summary>
/// Ends sessions of nodes that stand still in the middle of a transaction. Such a session keeps the lock of the feed, and SQL Server, unlike PostgreSQL, has no limit for it: until
/// it ends, no one can revoke a key.
/// </summary>
/// <remarks>A user without the right VIEW SERVER STATE sees only sessions of its own, and without ALTER ANY CONNECTION it can't end them: then it is logged.</remarks>
internal sealed partial class StalledSessions(DedicatedContexts databases, TimeProvider timeProvider, ILogger<StalledSessions> logger) : BackgroundService
{
    // By their locks on the module's tables. The name of the program wouldn't tell them from other programs: unless a connection string says otherwise, all that use the driver
    // have the same one.
    private const string Find =
        """
        SELECT CAST(s.session_id AS bigint) AS [Value] FROM sys.dm_exec_sessions AS s
        WHERE s.session_id <> @@SPID AND s.status = 'sleeping' AND s.open_transaction_count > 0
            AND s.last_request_end_time < DATEADD(millisecond, -{0}, GETDATE())
            AND EXISTS (
                SELECT 1 FROM sys.dm_tran_locks AS l
                WHERE l.request_session_id = s.session_id AND l.resource_type = 'OBJECT' AND l.resource_database_id = DB_ID()
                    AND l.resource_associated_entity_id IN (SELECT t.object_id FROM sys.tables AS t WHERE t.name LIKE N'apikeys[_]%'))
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Looks once.</summary>
    /// <param name="limit">For how long a session may stand still.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RunOnceAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        await using var database = databases.Open();
        await database.Database.OpenConnectionAsync(cancellationToken);
        foreach (var session in await database.Database.SqlQueryRaw<long>(Find, (int)limit.TotalMilliseconds).ToListAsync(cancellationToken))
        {
            try
            {
                await database.Database.ExecuteSqlRawAsync(string.Create(CultureInfo.InvariantCulture, $"KILL {session}"), cancellationToken);
                LogEnded(logger, session);
            }
            catch (SqlException exception) when (StoreFailure.Of(exception) is null)
            {
                LogStands(logger, session, ScrubbedException.For(exception, TokenRedactor.Scrub));
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PollingLoop.RunAsync(
        Interval,
        timeProvider,
        cancellationToken => RunOnceAsync(Limit, cancellationToken),
        exception => LogCannotLook(logger, ScrubbedException.For(exception, TokenRedactor.Scrub)),
        stoppingToken);

    [LoggerMessage(1060, LogLevel.Warning, "Ended session {Session} of the database, which stood still in a transaction for more than 10 seconds. Its node can't change keys until it connects again.")]
    private static partial void LogEnded(ILogger logger, long session);

    [LoggerMessage(1061, LogLevel.Error, "Session {Session} of the database stands still in a transaction, and no one can change keys until it ends. This user may not end it: run KILL {Session}.")]
    private static partial void LogStands(ILogger logger, long session, Exception exception);

    [LoggerMessage(1062, LogLevel.Debug, "Could not look for sessions that stand still in a transaction.")]
    private static partial void LogCannotLook(ILogger logger, Exception exception);
}
