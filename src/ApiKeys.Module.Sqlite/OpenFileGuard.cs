using System.Data.Common;
using System.Runtime.CompilerServices;
using ApiKeys.Workflows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace ApiKeys.Sqlite;

/// <summary>
/// Refuses to open, and above all to commit, once the path leads to another file than the one that this process works on. SQLite goes on writing into a file that
/// was moved away or deleted, and what it acknowledges there is lost.
/// </summary>
/// <remarks>
/// A look costs about a microsecond, a commit is two of them: for the file and for its write-ahead log, which belongs to the connection that opened it. A file that
/// comes back is taken again. A log that was lost isn't: other connections have made a new one, and only a stop writes what the old one holds into the database.
/// </remarks>
internal sealed class OpenFileGuard : DbConnectionInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    // By SQLite's own connection, which outlives the ADO.NET one in a pool.
    private readonly ConditionalWeakTable<sqlite3, OpenLog> _logs = [];
    private volatile OpenFile? _file;
    private volatile string? _lostLog;

    // Before opening: SQLite would put a new, empty database in the place of one that is gone.
    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        _file?.Require();
        RequireLogs();
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ConnectionOpening(connection, eventData, result));

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        _file ??= OpenFile.Of(connection);
        _file?.Require();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        RequireAll(transaction.Connection);
        return result;
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(TransactionCommitting(transaction, eventData, result));

    public InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        RequireIfOwnTransaction(command, eventData);
        return result;
    }

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

    public InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        RequireIfOwnTransaction(command, eventData);
        return result;
    }

    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReaderExecuting(command, eventData, result));

    /// <summary>Looks whether the file and its log are those that a connection has open.</summary>
    /// <exception cref="DatabaseFileLostException">They aren't.</exception>
    public void Require(DbConnection connection) => RequireAll(connection);

    private void RequireIfOwnTransaction(DbCommand command, CommandEventData eventData)
    {
        if (CommitDoubt.IsOwnTransaction(command, eventData))
        {
            RequireAll(command.Connection);
        }
    }

    private void RequireAll(DbConnection? connection)
    {
        if (_file is not { } file)
        {
            return;
        }

        file.Require();
        RequireLogs();
        if (connection is SqliteConnection { Handle: { } handle } && !_logs.GetValue(handle, _ => OpenLog.Of(file.Path)).IsThere())
        {
            _lostLog = OpenLog.PathOf(file.Path);
            RequireLogs();
        }
    }

    private void RequireLogs()
    {
        if (_lostLog is { } lost)
        {
            throw new DatabaseFileLostException(lost);
        }
    }

    private sealed record OpenFile(string Path, FileIdentity Identity)
    {
        /// <summary>The file that a connection has just opened; <see langword="null"/> for a database in memory, and where files have no identity.</summary>
        public static OpenFile? Of(DbConnection connection) =>
            FileIdentity.IsKnown && connection.DataSource is { Length: > 0 } path && FileIdentity.Of(path) is { } identity
                ? new OpenFile(path, identity)
                : null;

        public void Require()
        {
            if (FileIdentity.Of(Path) != Identity)
            {
                throw new DatabaseFileLostException(Path);
            }
        }
    }

    /// <summary>The write-ahead log as it was at a connection's first commit. SQLite removes it only with the last connection.</summary>
    private sealed record OpenLog(string Path, FileIdentity? Identity)
    {
        public static string PathOf(string file) => file + "-wal";

        public static OpenLog Of(string file) => new(PathOf(file), FileIdentity.Of(PathOf(file)));

        // None when the connection first looked: the file has another kind of journal.
        public bool IsThere() => Identity is null || FileIdentity.Of(Path) == Identity;
    }
}
