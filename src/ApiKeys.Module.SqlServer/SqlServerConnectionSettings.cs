using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using ApiKeys.Storage.Servers;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ApiKeys.SqlServer;

/// <summary>What connections need beyond what the connection string says.</summary>
/// <remarks>
/// The isolation level outlives its transaction, and on many versions of SQL Server also the reset by which the pool hands a connection on. The next reads on it would
/// lock ranges of rows and wait for writers.
/// </remarks>
internal sealed class SqlServerConnectionSettings : DbConnectionInterceptor, IDbTransactionInterceptor, IDatabaseCreation
{
    private const string ResetLevel = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";
    private const string BlockingPeriod = "PoolBlockingPeriod";

    private readonly ConditionalWeakTable<DbConnection, object> _changed = [];

    /// <summary>
    /// Without a blocking period: after a failed attempt the pool would refuse every caller for 5 seconds, and for up to a minute if that goes on, also when the server is
    /// back at once.
    /// </summary>
    public static string Complete(string connectionString)
    {
        var connection = new SqlConnectionStringBuilder(connectionString);
        if (connection.ShouldSerialize(BlockingPeriod))
        {
            return connectionString;
        }

        connection.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        return connection.ConnectionString;
    }

    public override DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        result.ConnectionString = Complete(result.ConnectionString);
        return result;
    }

    public Task CreateIfMissingAsync(DatabaseFacade database, CancellationToken cancellationToken) =>
        SqlServerCreation.CreateIfMissingAsync(database, cancellationToken);

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        if (result.IsolationLevel is not (IsolationLevel.ReadCommitted or IsolationLevel.Unspecified))
        {
            _changed.AddOrUpdate(connection, result);
        }

        return result;
    }

    public ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(TransactionStarted(connection, eventData, result));

    public override InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        if (NeedsReset(connection))
        {
            try
            {
                using var command = Reset(connection);
                command.ExecuteNonQuery();
            }
            catch (Exception)
            {
                Discard(connection);
            }
        }

        return result;
    }

    public override async ValueTask<InterceptionResult> ConnectionClosingAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        if (NeedsReset(connection))
        {
            try
            {
                await using var command = Reset(connection);
                await command.ExecuteNonQueryAsync();
            }
            catch (Exception)
            {
                Discard(connection);
            }
        }

        return result;
    }

    private bool NeedsReset(DbConnection connection) => _changed.Remove(connection) && connection.State == ConnectionState.Open;

    private static DbCommand Reset(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = ResetLevel;
        return command;
    }

    // Broken, or still with its level: no one may get it again.
    private static void Discard(DbConnection connection) => SqlConnection.ClearPool((SqlConnection)connection);
}
