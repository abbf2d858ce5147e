using System.Data.Common;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.CompilerServices;
using ApiKeys.PostgreSql;
using ApiKeys.SqlServer;
using ApiKeys.Sqlite;
using ApiKeys.Workflows;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// Has the database fail with the providers' own exceptions: always, or at one point, counted over opened connections, begun transactions, commands and commits.
/// </summary>
internal sealed class StoreFaults : DbCommandInterceptor, IDbTransactionInterceptor, IDbConnectionInterceptor
{
    private int _passed;

    /// <summary>Registers the errors of all drivers: an app on SQLite registers only those of its own.</summary>
    static StoreFaults()
    {
        DatabaseErrors.Register(new SqliteErrors());
        DatabaseErrors.Register(new PostgreSqlErrors());
        DatabaseErrors.Register(new SqlServerErrors());
    }

    /// <summary>What is thrown; null while the store is well.</summary>
    public Func<Exception>? Failure { get; set; }

    /// <summary>The point at which it is thrown; null for every point.</summary>
    public int? At { get; set; }

    /// <summary>Whether the store is away from that point on, and not only there.</summary>
    public bool StaysAway { get; set; }

    /// <summary>Whether commits alone are points, until it strikes.</summary>
    public bool CountsCommits { get; set; }

    /// <summary>Whether a commit takes effect before its answer is lost.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>SQL that each connection runs when it opens, as <c>PRAGMA query_only = 1</c>.</summary>
    public string? OnOpen { get; set; }

    /// <summary>Whether SQLite waits a second for a lock, and not ten.</summary>
    public bool IsImpatient { get; set; }

    public bool HasStruck { get; private set; }

    public static Exception ConnectionLost() => new NpgsqlException("Exception while reading from stream", new IOException("Connection reset by peer"));

    public static Exception Locked() => new SqliteException("SQLite Error 5: 'database is locked'.", 5, 5);

    public static Exception Full() => new SqliteException("SQLite Error 13: 'database or disk is full'.", 13, 13);

    public static Exception Answered(string sqlState) => new PostgresException("failed", "ERROR", "ERROR", sqlState);

    /// <summary>The driver has no way to make one.</summary>
    public static SqlException SqlServer(int number, byte severity)
    {
        const BindingFlags hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic;
        var constructor = typeof(SqlError).GetConstructors(hidden).MinBy(candidate => candidate.GetParameters().Length)!;
        var error = constructor.Invoke(
        [
            // Its number, state and class come first.
            .. constructor.GetParameters().Select(parameter => parameter.Position switch
            {
                0 => number,
                2 => severity,
                _ => parameter.ParameterType == typeof(string) ? "failed"
                    : parameter.ParameterType.IsValueType ? RuntimeHelpers.GetUninitializedObject(parameter.ParameterType) : null,
            }),
        ]);
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", hidden)!.Invoke(errors, [error]);
        return (SqlException)typeof(SqlException).GetMethod("CreateException", hidden, [typeof(SqlErrorCollection), typeof(string)])!
            .Invoke(null, [errors, "16.0"])!;
    }

    /// <summary>The name of the server isn't known, which Npgsql throws as it is.</summary>
    public static Exception NoSuchHost() => new SocketException((int)SocketError.HostNotFound);

    public void Arm(Func<Exception> failure, int? at = null)
    {
        (_passed, HasStruck, At, Failure) = (0, false, at, failure);
    }

    public void Heal() => (Failure, At, OnOpen, LosesAnswers) = (null, null, null, false);

    public async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsImpatient)
        {
            ((SqliteConnection)connection).DefaultTimeout = 1;
        }

        if (OnOpen is { } sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Pass();
        return ValueTask.FromResult(result);
    }

    public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Pass();
        return result;
    }

    public ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        Pass();
        return ValueTask.FromResult(result);
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        var strikes = Strikes();
        if (strikes && LosesAnswers)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return strikes ? throw (Failure ?? ConnectionLost)() : result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Pass();
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Pass();
        return ValueTask.FromResult(result);
    }

    private void Pass()
    {
        if ((!CountsCommits || HasStruck) && Strikes())
        {
            throw (Failure ?? ConnectionLost)();
        }
    }

    private bool Strikes()
    {
        if (Failure is null)
        {
            return false;
        }

        var point = Interlocked.Increment(ref _passed) - 1;
        var strikes = At is not { } at || point == at || (StaysAway && point > at);
        HasStruck |= strikes;
        return strikes;
    }
}
