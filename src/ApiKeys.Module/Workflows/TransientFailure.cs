using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ApiKeys.Workflows;

/// <summary>A failure of the database that may not happen again: a deadlock, a lost connection, a lock that was held too long.</summary>
internal static class TransientFailure
{
    private const int Busy = 5;
    private const int Locked = 6;

    public static bool Is(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            // SQLite's provider leaves IsTransient at false, whatever happened (https://sqlite.org/rescode.html).
            if (cause is DbException { IsTransient: true } or SqliteException { SqliteErrorCode: Busy or Locked })
            {
                return true;
            }
        }

        return false;
    }
}
