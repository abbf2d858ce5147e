using System.Data.Common;
using System.Globalization;

namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>All rows of a database of few, to be written to another with the same tables.</summary>
internal sealed class TableRows
{
    // What others refer to comes first; within either group nothing refers to another.
    private static readonly string[] Referring = ["apikeys_workflow_steps", "apikeys_key_sales_channels"];

    private readonly List<(string Table, string Columns, List<object[]> Rows)> _tables = [];

    public static TableRows Read(DbConnection connection, string tablesQuery)
    {
        var read = new TableRows();
        foreach (var table in Names(connection, tablesQuery))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            using var reader = command.ExecuteReader();
            var columns = string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(i => $"\"{reader.GetName(i)}\""));
            List<object[]> rows = [];
            while (reader.Read())
            {
                var row = new object[reader.FieldCount];
                reader.GetValues(row);
                rows.Add(row);
            }

            read._tables.Add((table, columns, rows));
        }

        return read;
    }

    public bool HasTablesOf(TableRows other) => _tables.Select(table => table.Table).SequenceEqual(other._tables.Select(table => table.Table));

    public void WriteTo(DbConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, transaction, string.Join("; ", Enumerable.Reverse(_tables).Select(table => $"DELETE FROM \"{table.Table}\"")), []);
        foreach (var (table, columns, rows) in _tables)
        {
            foreach (var row in rows)
            {
                // A parameter without a value has no type either, and SQL Server makes no binary column's value of it.
                var names = string.Join(", ", row.Select((value, i) => value is DBNull ? "NULL" : string.Create(CultureInfo.InvariantCulture, $"@p{i}")));
                Execute(connection, transaction, $"INSERT INTO \"{table}\" ({columns}) VALUES ({names})", row);
            }
        }

        transaction.Commit();
    }

    private static void Execute(DbConnection connection, DbTransaction transaction, string sql, object[] values)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is DBNull)
            {
                continue;
            }

            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (string.Create(CultureInfo.InvariantCulture, $"p{i}"), values[i]);
            command.Parameters.Add(parameter);
        }

        command.ExecuteNonQuery();
    }

    private static List<string> Names(DbConnection connection, string tablesQuery)
    {
        using var command = connection.CreateCommand();
        command.CommandText = tablesQuery;
        using var reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        // The migrations' own begin with two underscores.
        return [.. names.Where(name => !name.StartsWith("__", StringComparison.Ordinal)).OrderBy(Referring.Contains).ThenBy(name => name, StringComparer.Ordinal)];
    }
}
