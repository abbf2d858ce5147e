using ApiKeys.Workflows;
using Npgsql;

namespace ApiKeys.PostgreSql;

/// <summary>What PostgreSQL's error codes mean, by https://www.postgresql.org/docs/current/errcodes-appendix.html.</summary>
internal sealed class PostgreSqlErrors : DriverErrors
{
    public override bool Throws(Exception failure) => failure is NpgsqlException;

    public override bool IsTransient(Exception failure) => failure is NpgsqlException { IsTransient: true };

    // IF NOT EXISTS doesn't protect two sessions from each other: the later one violates a unique index of PostgreSQL's catalogue.
    public override bool IsAlreadyThere(Exception failure) => failure is PostgresException
    {
        SqlState: PostgresErrorCodes.DuplicateDatabase
        or PostgresErrorCodes.DuplicateTable
        or PostgresErrorCodes.DuplicateObject
        or PostgresErrorCodes.UniqueViolation
    };

    // Without an answer of the server: not reached, lost, too slow, no free connection.
    public override StoreFailureKind? KindOf(Exception failure) =>
        failure is PostgresException { SqlState: var state } ? KindOf(state) : StoreFailureKind.Unavailable;

    public override bool IsContention(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    public override bool LeavesDoubt(Exception failure) => failure is not PostgresException { SqlState: var state }
        || state is PostgresErrorCodes.StatementCompletionUnknown
        || state.StartsWith("57P", StringComparison.Ordinal)
        || state.StartsWith("08", StringComparison.Ordinal);

    private static StoreFailureKind? KindOf(string state) => state switch
    {
        PostgresErrorCodes.DiskFull => StoreFailureKind.Full,
        PostgresErrorCodes.ReadOnlySqlTransaction => StoreFailureKind.ReadOnly,
        PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.StatementCompletionUnknown
            or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            or "25P03" => StoreFailureKind.Unavailable,

        // Connections, who may connect, resources, an operator's doing, the system below, a damaged file.
        _ when state.Length == 5 && state[..2] is "08" or "28" or "53" or "57" or "58" or "XX" => StoreFailureKind.Unavailable,
        _ => null,
    };
}
