using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.ServerTests.SqlServer;

/// <summary>
/// A SQL Server that isn't there: it writes down every command and answers with nothing, or with one where it is asked for a number. So the module's own code
/// writes the SQL, and no connection is ever opened.
/// </summary>
internal class RecordedSqlServer(TimeProvider time) : DbCommandInterceptor, IDbConnectionInterceptor
{
    private readonly HashSet<string> _procedures = new(StringComparer.Ordinal);
    private readonly List<(DbTransaction? Transaction, string Sql)> _commands = [];

    /// <summary>Each command as the body of a procedure without a name, with what it was given as the procedure's parameters.</summary>
    public IReadOnlyCollection<string> Procedures => _procedures;

    /// <summary>All commands in their order, also those that were sent before.</summary>
    public IReadOnlyList<(DbTransaction? Transaction, string Sql)> Commands => _commands;

    /// <summary>Makes a statement of each of <see cref="Procedures"/>, with a name.</summary>
    public static IReadOnlyList<string> ToScript(IEnumerable<string> procedures) =>
        [.. procedures.Select((body, number) => $"CREATE PROCEDURE p{number}{body}")];

    public InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new NoConnection());

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Note(command);
        return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(Read(command)));
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(command);
        return ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(Execute(command)));
    }

    protected virtual DbDataReader Read(DbCommand command) => Answer(command.CommandText);

    protected virtual int Execute(DbCommand command) => 1;

    protected static string Name(DbParameter parameter) =>
        parameter.ParameterName.StartsWith('@') ? parameter.ParameterName : "@" + parameter.ParameterName;

    private void Note(DbCommand command)
    {
        var parameters = command.Parameters.Cast<SqlParameter>().Select(parameter => $"{Name(parameter)} {Type(parameter)}");
        lock (_procedures)
        {
            _procedures.Add($" {string.Join(", ", parameters)} AS\n{command.CommandText}");
            _commands.Add((command.Transaction, command.CommandText));
        }
    }

    private static string Type(SqlParameter parameter) => parameter.SqlDbType switch
    {
        SqlDbType.NVarChar or SqlDbType.VarBinary or SqlDbType.Binary =>
            $"{parameter.SqlDbType}({(parameter.Size is > 0 and <= 4000 ? parameter.Size.ToString(CultureInfo.InvariantCulture) : parameter.SqlDbType == SqlDbType.Binary ? "32" : "max")})",
        var other => other.ToString(),
    };

    private DataTableReader Answer(string sql)
    {
        using var table = new DataTable();
        if (sql.Contains("SYSDATETIMEOFFSET", StringComparison.Ordinal))
        {
            table.Columns.Add("Value", typeof(DateTimeOffset));
            table.Rows.Add(time.GetUtcNow());
        }
        else if (sql.Contains("[covered_until]", StringComparison.Ordinal) && sql.Contains("FROM [apikeys_key_time]", StringComparison.Ordinal))
        {
            table.Columns.Add("Value", typeof(DateTimeOffset));
            table.Rows.Add(time.GetUtcNow());
        }
        else if (sql.Contains("COUNT(*)\nFROM", StringComparison.Ordinal) || sql.Contains("COUNT(*)\r\nFROM", StringComparison.Ordinal))
        {
            table.Columns.Add("Value", typeof(int));
            table.Rows.Add(1);
        }
        else if (sql.Contains("version", StringComparison.Ordinal) && sql.Contains("FROM [apikeys_event_feed]", StringComparison.Ordinal))
        {
            // The version, and of the event there nothing.
            table.Columns.Add("Value", typeof(long));
            table.Columns.Add("Id", typeof(string));
            table.Columns.Add("KeyType", typeof(string));
            table.Columns.Add("SubjectId", typeof(string));
            table.Rows.Add(1L, null, null, null);
        }
        else if (sql.Contains("FROM sys.databases", StringComparison.Ordinal))
        {
            table.Columns.Add("Value", typeof(long));
            table.Rows.Add(1L);
        }

        return table.CreateDataReader();
    }

    /// <summary>A connection that is open as soon as it is opened.</summary>
    private sealed class NoConnection : DbConnection
    {
        private ConnectionState _state;

        [AllowNull]
        public override string ConnectionString { get; set; } = "";

        public override string Database => "shop";

        public override string DataSource => "none";

        public override string ServerVersion => "14.0";

        public override ConnectionState State => _state;

        public override void Open() => _state = ConnectionState.Open;

        public override void Close() => _state = ConnectionState.Closed;

        public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => new NoTransaction(this);

        protected override DbCommand CreateDbCommand() => new NoCommand();
    }

    private sealed class NoCommand : DbCommand
    {
        private readonly SqlCommand _command = new();

        [AllowNull]
        public override string CommandText { get; set; } = "";

        public override int CommandTimeout { get; set; }

        public override CommandType CommandType { get; set; } = CommandType.Text;

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection { get; set; }

        protected override DbParameterCollection DbParameterCollection => _command.Parameters;

        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
        }

        public override int ExecuteNonQuery() => throw new NotSupportedException();

        public override object? ExecuteScalar() => throw new NotSupportedException();

        public override void Prepare()
        {
        }

        protected override DbParameter CreateDbParameter() => new SqlParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw new NotSupportedException();
    }

    private sealed class NoTransaction(DbConnection connection) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

        protected override DbConnection DbConnection => connection;

        public override void Commit()
        {
        }

        public override void Rollback()
        {
        }
    }
}
