using ApiKeys.Workflows;
using Microsoft.Data.Sqlite;

namespace ApiKeys.Sqlite;

/// <summary>What SQLite's result codes mean, by https://sqlite.org/rescode.html.</summary>
internal sealed class SqliteErrors : DriverErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Protocol = 15;
    private const int NotADatabase = 26;

    public override bool Throws(Exception failure) => failure is SqliteException or DatabaseFileLostException;

    // SQLite's provider leaves IsTransient at false, whatever happened. A lock that it has waited for itself isn't worth a second wait as long.
    public override bool IsTransient(Exception failure) => failure is SqliteException sqlite
        && (sqlite.SqliteErrorCode == Locked || (sqlite.SqliteErrorCode == Busy && sqlite.SqliteExtendedErrorCode != Busy));

    public override StoreFailureKind? KindOf(Exception failure) => failure is not SqliteException sqlite
        ? StoreFailureKind.FileLost
        : sqlite.SqliteErrorCode switch
        {
            Full => StoreFailureKind.Full,
            ReadOnly => StoreFailureKind.ReadOnly,
            Busy or Locked or IoError or Corrupt or CannotOpen or Protocol or NotADatabase => StoreFailureKind.Unavailable,
            _ => null,
        };

    public override bool LeavesDoubt(Exception failure) => failure is SqliteException { SqliteErrorCode: IoError };
}
