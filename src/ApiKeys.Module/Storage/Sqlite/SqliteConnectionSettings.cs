using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.Storage.Sqlite;

/// <summary>What each SQLite connection is told when it opens.</summary>
/// <remarks>
/// <c>busy_timeout</c>: wait for another writer inside SQLite, which retries within milliseconds, before ADO.NET's own loop, which sleeps 150 ms
/// a try. <c>synchronous = FULL</c>: a commit that was answered is on the disk, also after a power cut; a revocation must not come back.
/// </remarks>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    private const string Commands = "PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Commands;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Commands;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
