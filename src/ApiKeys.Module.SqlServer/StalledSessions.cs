using System.Data.Common;
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
    private const string Find =
        """
        SELECT CAST(session_id AS int) FROM sys.dm_exec_sessions
        WHERE database_id = DB_ID() AND program_name = APP_NAME() AND session_id <> @@SPID AND status = 'sleeping'
            AND open_transaction_count > 0 AND last_request_end_time < DATEADD(second, -10, GETDATE())
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Looks once.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        await using var database = databases.Open();
        await database.Database.OpenConnectionAsync(cancellationToken);
        var connection = database.Database.GetDbConnection();
        List<int> sessions = [];
        await using (var command = Command(connection, Find))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                sessions.Add(Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture));
            }
        }

        foreach (var session in sessions)
        {
            try
            {
                await using var command = Command(connection, string.Create(CultureInfo.InvariantCulture, $"KILL {session}"));
                await command.ExecuteNonQueryAsync(cancellationToken);
                LogEnded(logger, session);
            }
            catch (SqlException exception) when (StoreFailure.Of(exception) is null)
            {
                LogStands(logger, session, ScrubbedException.For(exception, TokenRedactor.Scrub));
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PollingLoop.RunAsync(
        Interval, timeProvider, RunOnceAsync, exception => LogCannotLook(logger, ScrubbedException.For(exception, TokenRedactor.Scrub)), stoppingToken);

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // That above, and a number.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    [LoggerMessage(1060, LogLevel.Warning, "Ended session {Session} of the database, which stood still in a transaction for more than 10 seconds. Its node can't change keys until it connects again.")]
    private static partial void LogEnded(ILogger logger, int session);

    [LoggerMessage(1061, LogLevel.Error, "Session {Session} of the database stands still in a transaction, and no one can change keys until it ends. This user may not end it: run KILL {Session}.")]
    private static partial void LogStands(ILogger logger, int session, Exception exception);

    [LoggerMessage(1062, LogLevel.Debug, "Could not look for sessions that stand still in a transaction.")]
    private static partial void LogCannotLook(ILogger logger, Exception exception);
}
