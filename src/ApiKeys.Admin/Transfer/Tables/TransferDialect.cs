using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ApiKeys.Admin.Transfer.Tables;

/// <summary>What the database products do differently when everything is read or written at once.</summary>
internal abstract class TransferDialect
{
    public static TransferDialect Of(DbConnection connection) => connection switch
    {
        SqliteConnection => new SqliteDialect(),
        NpgsqlConnection => new PostgreSqlDialect(),
        SqlConnection => new SqlServerDialect(),
        _ => throw new NotSupportedException($"{connection.GetType()} is of no database product that can be moved."),
    };

    /// <summary>How many parameters a statement is given: SQL Server takes 2,100, the others more.</summary>
    public virtual int ParametersAtOnce => 2000;

    /// <summary>Begins a transaction that sees one moment, and keeps no one from writing if that can be had.</summary>
    public abstract Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Begins a transaction beside which no one writes into the tables.</summary>
    public abstract Task<DbTransaction> BeginAloneAsync(DbConnection connection, TransferPlan plan, CancellationToken cancellationToken);

    /// <summary>SQL to run before rows with numbers of their own come into a table that the database numbers; null for none.</summary>
    public virtual string? BeforeNumbered(TransferTable table) => null;

    /// <summary>SQL to run after that, so that the next number is free; null for none.</summary>
    public virtual string? AfterNumbered(TransferTable table) => null;

    private sealed class SqliteDialect : TransferDialect
    {
        // Its driver looks each up by name among all of the statement; and there is no way to a server that many rows would share.
        public override int ParametersAtOnce => 40;

        // Deferred: it takes no lock but that of a reader, who sees the moment of his first look.
        public override Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
            Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

        public override Task<DbTransaction> BeginAloneAsync(DbConnection connection, TransferPlan plan, CancellationToken cancellationToken) =>
            Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction());
    }

    private sealed class PostgreSqlDialect : TransferDialect
    {
        public override async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

        public override async Task<DbTransaction> BeginAloneAsync(DbConnection connection, TransferPlan plan, CancellationToken cancellationToken)
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            var tables = string.Join(", ", plan.All.Select(table => table.DelimitedName));
            await transaction.ExecuteAsync($"LOCK TABLE {tables} IN EXCLUSIVE MODE", cancellationToken);
            return transaction;
        }

        public override string AfterNumbered(TransferTable table) =>
            $"""SELECT setval(pg_get_serial_sequence('{table.DelimitedName}', '{table.Identity}'), coalesce((SELECT max("{table.Identity}") FROM {table.DelimitedName}), 0) + 1, false)""";
    }

    private sealed class SqlServerDialect : TransferDialect
    {
        // A database allows snapshots only when its owner says so. Serializable sees one moment too, and has writers wait.
        public override async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT snapshot_isolation_state FROM sys.databases WHERE database_id = DB_ID()";
            var isAllowed = await command.ExecuteScalarAsync(cancellationToken) is byte and 1;
            return await connection.BeginTransactionAsync(isAllowed ? IsolationLevel.Snapshot : IsolationLevel.Serializable, cancellationToken);
        }

        // That a table was found empty holds until the end: the range that was read is locked.
        public override async Task<DbTransaction> BeginAloneAsync(DbConnection connection, TransferPlan plan, CancellationToken cancellationToken) =>
            await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);

        public override string BeforeNumbered(TransferTable table) => $"SET IDENTITY_INSERT {table.DelimitedName} ON";

        public override string AfterNumbered(TransferTable table) => $"SET IDENTITY_INSERT {table.DelimitedName} OFF";
    }
}
