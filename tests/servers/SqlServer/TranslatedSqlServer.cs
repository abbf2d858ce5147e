using System.Data.Common;
using System.Text.RegularExpressions;
using ApiKeys.SqlServer;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.ServerTests.SqlServer;

/// <summary>
/// Records the commands for SQL Server and runs them on SQLite, in tables with the same columns. So each change reads what was written before and sends all of its commands.
/// It takes no locks and rolls nothing back.
/// </summary>
internal sealed partial class TranslatedSqlServer : RecordedSqlServer, ITestDatabase, IDisposable
{
    private readonly SqliteConnection _sqlite = new("Data Source=:memory:");

    public TranslatedSqlServer(FakeTimeProvider time)
        : base(time)
    {
        _sqlite.Open();
        _sqlite.CreateFunction("SYSDATETIMEOFFSET", time.GetUtcNow);
        using var database = SqlServerApiKeysDbContextDesign.Open("Server=none");
        foreach (var table in database.Model.GetRelationalModel().Tables)
        {
            Run($"CREATE TABLE {table.Name} ({Names(table.Columns)}, PRIMARY KEY ({Names(table.PrimaryKey!.Columns)}))");
        }

        Run("INSERT INTO apikeys_event_feed (id, version) VALUES (1, 0)");
        Run("INSERT INTO apikeys_key_time (id, covered_until) VALUES (1, '1970-01-01 00:00:00+00:00')");
    }

    public bool IsServer => true;

    public string TablesQuery => throw new NotSupportedException();

    public string Create() => "none";

    public void Use(ApiKeysBuilder module, string place, FakeTimeProvider time)
    {
        module.UseSqlServer("Server=none");
        Intercept(module.Services, this);
    }

    public void Intercept(IServiceCollection services, IInterceptor interceptor) =>
        services.ConfigureDbContext<SqlServerApiKeysDbContext>(options => options.AddInterceptors(interceptor));

    public void Release(string place)
    {
    }

    public string CreateScratch() => throw new NotSupportedException();

    public string Copy(string place) => throw new NotSupportedException();

    public void Drop(string place) => throw new NotSupportedException();

    public void Use(DbContextOptionsBuilder options, DbConnection connection) => throw new NotSupportedException();

    public IEnumerable<string> Files(string place) => throw new NotSupportedException();

    public DbConnection Connect(string place) => throw new NotSupportedException();

    public string CopyTableSql(string table, string copy) => throw new NotSupportedException();

    public void Dispose() => _sqlite.Dispose();

    // The reader disposes of nothing but itself: the command lives as long as the connection.
    protected override DbDataReader Read(DbCommand command) => Translate(command).ExecuteReader();

    protected override int Execute(DbCommand command)
    {
        using var translated = Translate(command);
        return translated.ExecuteNonQuery();
    }

    private SqliteCommand Translate(DbCommand command)
    {
        var translated = _sqlite.CreateCommand();
#pragma warning disable CA2100 // It is the module's own SQL, with its values as parameters.
        translated.CommandText = Translate(command.CommandText);
#pragma warning restore CA2100
        foreach (DbParameter parameter in command.Parameters)
        {
            translated.Parameters.AddWithValue(Name(parameter), parameter.Value ?? DBNull.Value);
        }

        return translated;
    }

    private static string Translate(string sql)
    {
        sql = Option().Replace(sql, "");
        sql = Top().Replace(sql, "");
        sql = UnicodeText().Replace(sql, "'");
        sql = Output().Replace(sql, "${where} RETURNING 1;");
        sql = DeleteByAlias().Replace(sql, "DELETE FROM ${table}");
        return UpdateByAlias().Replace(sql, match =>
            $"UPDATE {match.Groups["table"]} SET {match.Groups["set"].Value.Replace($"[{match.Groups["alias"]}].", "", StringComparison.Ordinal)}");
    }

    private static string Names(IEnumerable<IColumn> columns) => string.Join(", ", columns.Select(column => $"[{column.Name}]"));

    private void Run(string sql)
    {
        using var command = _sqlite.CreateCommand();
#pragma warning disable CA2100 // The names are those of the model.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"SET (IMPLICIT_TRANSACTIONS OFF|NOCOUNT ON);\s*")]
    private static partial Regex Option();

    // What reads fewer rows than there are asks for one by its key, or for a batch.
    [GeneratedRegex(@"(?<=SELECT )TOP\([^)]+\) ")]
    private static partial Regex Top();

    [GeneratedRegex(@"\bN'")]
    private static partial Regex UnicodeText();

    [GeneratedRegex(@"\s+OUTPUT 1(?<where>\s+WHERE [^;]*);")]
    private static partial Regex Output();

    [GeneratedRegex(@"DELETE FROM \[(?<alias>\w+)\]\s+FROM (?<table>\[\w+\] AS \[\k<alias>\])")]
    private static partial Regex DeleteByAlias();

    [GeneratedRegex(@"UPDATE \[(?<alias>\w+)\]\s+SET (?<set>[^;]*?)\s+FROM (?<table>\[\w+\] AS \[\k<alias>\])")]
    private static partial Regex UpdateByAlias();
}
