using Microsoft.Data.Sqlite;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>Makes an SQLite file compare text as SQL Server does, which leaves out the blanks at its end whatever the collation.</summary>
internal static class PaddedText
{
    public static void MakeEqual(string connectionString)
    {
        using var connection = new SqliteConnection($"{connectionString};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA writable_schema = ON");
        Execute(connection, "UPDATE sqlite_master SET sql = replace(sql, ' TEXT', ' TEXT COLLATE RTRIM') WHERE type = 'table'");
        Execute(connection, "PRAGMA writable_schema = RESET");
        Execute(connection, "REINDEX");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Those above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
