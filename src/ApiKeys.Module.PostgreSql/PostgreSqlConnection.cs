using System.Globalization;
using Npgsql;

namespace ApiKeys.PostgreSql;

/// <summary>What connections are told beyond what the connection string says.</summary>
internal static class PostgreSqlConnection
{
    private const int KeepAliveSeconds = 15;

    // Longer than any transaction of ours takes, several steps' worth; shorter than an admin waits to revoke a key.
    private const int IdleInTransactionMilliseconds = 10_000;

    /// <summary>
    /// Has the server end a session that sits in a transaction and says nothing: a node that stalls there, or whose machine has lost its network, holds the lock
    /// of the feed, and until it lets go no one can revoke a key. Whoever brings options of his own keeps them.
    /// </summary>
    public static string Complete(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        connection.Options ??= string.Create(CultureInfo.InvariantCulture, $"-c idle_in_transaction_session_timeout={IdleInTransactionMilliseconds}");
        connection.ApplicationName ??= "ApiKeys";
        return connection.ConnectionString;
    }

    /// <summary>A connection that stays open. What keeps it alive also finds out that the other end is gone.</summary>
    public static string Unpooled(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        connection.KeepAlive = connection.KeepAlive > 0 ? connection.KeepAlive : KeepAliveSeconds;
        return connection.ConnectionString;
    }
}
