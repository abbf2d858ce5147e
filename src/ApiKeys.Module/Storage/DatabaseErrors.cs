using System.Data.Common;
using System.Net.Sockets;
using ApiKeys.Storage.Sqlite;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ApiKeys.Storage;

/// <summary>What the databases' error numbers mean; no other place knows them.</summary>
internal static class DatabaseErrors
{
    // https://sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteProtocol = 15;
    private const int SqliteNotADatabase = 26;

    // SqlClient ends a connection from this severity on. On Linux a lost one is reported with the number 0.
    private const byte SqlServerConnectionEnds = 20;

    private static readonly int[] SqlServerFull = [1101, 1105, 9002, 40544];
    private static readonly int[] SqlServerReadOnly = [3906, 3908, 978];

    // Not let in, not there, not taking part, shutting down. What may pass by itself is among the transient ones.
    private static readonly int[] SqlServerUnavailable = [-1, 2, 53, 258, 596, 976, 983, 6005, 17142, 17147, 18456, 18401];
    private static readonly int[] SqlServerLost = [-2, 64, 121, 233, 10053, 10054, 10060, 40197, 40613];

    /// <summary>
    /// SQL Server's errors that a second try may not meet, by https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors:
    /// chosen as a deadlock's victim, a lock waited for too long, a snapshot overtaken; the driver's timeout; connections that were lost or are not served yet; a
    /// hosted server that moves or sheds load.
    /// </summary>
    public static readonly IReadOnlyList<int> SqlServerTransient =
    [
        1205, 1222, 3960,
        -2,
        20, 64, 121, 233, 921, 4060, 10053, 10054, 10060, 11001,
        4221, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920,
    ];

    /// <summary>Whether a failure may not happen again: a deadlock, a lost connection, a lock that was held too long, a server that starts.</summary>
    public static bool IsTransient(Exception failure) => failure switch
    {
        // SQLite's provider leaves IsTransient at false, whatever happened. A lock that it has waited for itself isn't worth a second wait as long.
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteLocked
            || (sqlite.SqliteErrorCode == SqliteBusy && sqlite.SqliteExtendedErrorCode != SqliteBusy),
        SqlException sqlServer => sqlServer.IsTransient || IsLost(sqlServer) || Numbers(sqlServer).Any(SqlServerTransient.Contains),
        DbException other => other.IsTransient,
        _ => false,
    };

    /// <summary>Whether another process has just created the database or the table that this one was about to create.</summary>
    public static bool IsAlreadyThere(Exception failure) => failure switch
    {
        // PostgreSQL's IF NOT EXISTS is no promise between two sessions: the later one meets the unique index of a catalogue.
        PostgresException postgreSql => postgreSql.SqlState
            is PostgresErrorCodes.DuplicateDatabase
            or PostgresErrorCodes.DuplicateTable
            or PostgresErrorCodes.DuplicateObject
            or PostgresErrorCodes.UniqueViolation,

        // A database, an object of that name, a unique constraint, a unique index.
        SqlException sqlServer => Numbers(sqlServer).Any(number => number is 1801 or 2714 or 2627 or 2601),
        _ => false,
    };

    /// <summary>What an exception of a provider says is wrong with the store; <see langword="null"/> when the store is not to blame.</summary>
    public static StoreFailureKind? KindOf(Exception failure) => failure switch
    {
        DatabaseFileLostException => StoreFailureKind.FileLost,
        CommitInDoubtException => StoreFailureKind.Unavailable,
        SqliteException sqlite => KindOf(sqlite.SqliteErrorCode),
        PostgresException postgreSql => KindOf(postgreSql.SqlState),

        // Without an answer of the server: not reached, lost, too slow, no free connection.
        NpgsqlException => StoreFailureKind.Unavailable,
        SqlException sqlServer when Numbers(sqlServer).Any(SqlServerFull.Contains) => StoreFailureKind.Full,
        SqlException sqlServer when Numbers(sqlServer).Any(SqlServerReadOnly.Contains) => StoreFailureKind.ReadOnly,
        SqlException sqlServer when IsTransient(sqlServer) || Numbers(sqlServer).Any(SqlServerUnavailable.Contains) => StoreFailureKind.Unavailable,
        _ => null,
    };

    /// <summary>Whether a name could not be resolved or a port not be reached, where the provider throws that as it is.</summary>
    public static bool IsUnreachableHost(Exception failure) =>
        failure is SocketException or RetryLimitExceededException { InnerException: SocketException };

    /// <summary>Whether others got in the way, attempt after attempt: a deadlock, a snapshot that was overtaken.</summary>
    public static bool IsContention(Exception failure) => failure switch
    {
        DbUpdateException { InnerException: { } cause } => IsContention(cause),
        PostgresException postgreSql => postgreSql.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
        SqlException sqlServer => Numbers(sqlServer).Any(number => number is 1205 or 3960),
        _ => false,
    };

    /// <summary>Whether a commit that failed so may have taken effect all the same. It did not where the database itself refused it.</summary>
    public static bool LeavesDoubt(Exception failure) => failure switch
    {
        DatabaseFileLostException => false,
        SqliteException sqlite => sqlite.SqliteErrorCode == SqliteIoError,
        PostgresException postgreSql => postgreSql.SqlState is PostgresErrorCodes.StatementCompletionUnknown
            || postgreSql.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || postgreSql.SqlState.StartsWith("08", StringComparison.Ordinal),
        SqlException sqlServer => IsLost(sqlServer) || Numbers(sqlServer).Any(SqlServerLost.Contains),
        _ => true,
    };

    private static StoreFailureKind? KindOf(int sqlite) => sqlite switch
    {
        SqliteFull => StoreFailureKind.Full,
        SqliteReadOnly => StoreFailureKind.ReadOnly,
        SqliteBusy or SqliteLocked or SqliteIoError or SqliteCorrupt or SqliteCannotOpen or SqliteProtocol or SqliteNotADatabase =>
            StoreFailureKind.Unavailable,
        _ => null,
    };

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static StoreFailureKind? KindOf(string postgreSql) => postgreSql switch
    {
        PostgresErrorCodes.DiskFull => StoreFailureKind.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction => StoreFailureKind.ReadOnly,
        PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.StatementCompletionUnknown
            or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or "25P03" =>
            StoreFailureKind.Unavailable,

        // Connections, who may connect, resources, an operator's doing, the system below, a damaged file.
        _ when postgreSql.Length == 5 && postgreSql[..2] is "08" or "28" or "53" or "57" or "58" or "XX" => StoreFailureKind.Unavailable,
        _ => null,
    };

    private static bool IsLost(SqlException exception) =>
        exception.Class >= SqlServerConnectionEnds || exception.Errors.Cast<SqlError>().Any(error => error.Class >= SqlServerConnectionEnds);

    private static IEnumerable<int> Numbers(SqlException exception) => exception.Errors.Cast<SqlError>().Select(error => error.Number);
}
