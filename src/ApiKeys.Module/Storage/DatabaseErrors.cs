using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ApiKeys.Storage;

/// <summary>What the databases' error numbers mean; no other place knows them.</summary>
internal static class DatabaseErrors
{
    // https://sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;

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
        // SQLite's provider leaves IsTransient at false, whatever happened.
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked,
        SqlException sqlServer => sqlServer.IsTransient || Numbers(sqlServer).Any(SqlServerTransient.Contains),
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

    private static IEnumerable<int> Numbers(SqlException exception) => exception.Errors.Cast<SqlError>().Select(error => error.Number);
}
