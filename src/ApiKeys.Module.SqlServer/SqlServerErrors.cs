using ApiKeys.Workflows;
using Microsoft.Data.SqlClient;

namespace ApiKeys.SqlServer;

/// <summary>What SQL Server's error numbers mean, by https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors.</summary>
internal sealed class SqlServerErrors : DriverErrors
{
    /// <summary>Thrown by a command of our own that waited too long for another writer of usage.</summary>
    public const int UsageLockTimeout = 51222;

    /// <summary>
    /// What a second attempt may not meet: chosen as a deadlock's victim, a lock waited for too long, a snapshot overtaken; the driver's timeout; connections that
    /// were lost or are not served yet; a hosted server that moves or sheds load.
    /// </summary>
    public static readonly IReadOnlyList<int> Transient =
    [
        1205, 1222, 3960, UsageLockTimeout,
        -2,
        20, 64, 121, 233, 921, 4060, 10053, 10054, 10060, 11001,
        4221, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920,
    ];

    // SqlClient ends a connection from this severity on. On Linux a lost one is reported with the number 0.
    private const byte ConnectionEnds = 20;

    private static readonly int[] Full = [1101, 1105, 9002, 40544];
    private static readonly int[] ReadOnly = [3906, 3908, 978];

    // Not let in, not there, not taking part, shutting down. What may pass by itself is among the transient ones.
    private static readonly int[] Unavailable = [-1, 2, 53, 258, 596, 976, 983, 6005, 17142, 17147, 18456, 18401];
    private static readonly int[] Lost = [-2, 64, 121, 233, 10053, 10054, 10060, 40197, 40613];

    private const string Driver = "Microsoft.Data.SqlClient";

    // No free connection in the pool, or a connection that ended between two uses: the driver throws both with no exception of its own.
    public override bool Throws(Exception failure) => failure is SqlException or InvalidOperationException { Source: Driver };

    public override bool IsTransient(Exception failure) =>
        failure is InvalidOperationException { Source: Driver }
        || (failure is SqlException sqlServer && (sqlServer.IsTransient || IsLost(sqlServer) || Numbers(failure).Any(Transient.Contains)));

    // A database, an object of that name, a unique constraint, a unique index.
    public override bool IsAlreadyThere(Exception failure) => Numbers(failure).Any(number => number is 1801 or 2714 or 2627 or 2601);

    public override StoreFailureKind? KindOf(Exception failure) =>
        failure is InvalidOperationException ? StoreFailureKind.Unavailable
        : Numbers(failure).Any(Full.Contains) ? StoreFailureKind.Full
        : Numbers(failure).Any(ReadOnly.Contains) ? StoreFailureKind.ReadOnly
        : IsTransient(failure) || Numbers(failure).Any(Unavailable.Contains) ? StoreFailureKind.Unavailable
        : null;

    public override bool IsContention(Exception failure) => Numbers(failure).Any(number => number is 1205 or 3960);

    public override bool LeavesDoubt(Exception failure) => (failure is SqlException sqlServer && IsLost(sqlServer)) || Numbers(failure).Any(Lost.Contains);

    private static bool IsLost(SqlException exception) =>
        exception.Class >= ConnectionEnds || exception.Errors.Cast<SqlError>().Any(error => error.Class >= ConnectionEnds);

    private static IEnumerable<int> Numbers(Exception failure) =>
        failure is SqlException exception ? exception.Errors.Cast<SqlError>().Select(error => error.Number) : [];
}
