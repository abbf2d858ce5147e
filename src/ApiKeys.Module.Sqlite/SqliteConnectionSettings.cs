using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.Sqlite;

/// <summary>What each SQLite connection is told when it opens.</summary>
/// <remarks>
/// <c>busy_timeout</c>: wait for another writer inside SQLite, which retries within milliseconds, before ADO.NET's own loop, which sleeps 150 ms
/// a try. That loop repeats it until the command's timeout: here 10 seconds, unless the connection string or the command has a shorter one.
/// <c>synchronous = FULL</c>: a commit that was answered is on the disk, also after a power cut; a revocation must not come back.
/// </remarks>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    private const int LongestWait = 10;
    private const string Commands = "PRAGMA busy_timeout = 1000; PRAGMA synchronous = FULL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection)
    {
        var sqlite = (SqliteConnection)connection;

        // 0 is for ever.
        sqlite.DefaultTimeout = sqlite.DefaultTimeout is > 0 and < LongestWait ? sqlite.DefaultTimeout : LongestWait;
        var command = connection.CreateCommand();
        command.CommandText = Commands;
        return command;
    }
}
