using System.Data.Common;

namespace ApiKeys.Workflows;

/// <summary>A failure that the database itself says may not happen again: a deadlock, a lost connection.</summary>
internal static class TransientFailure
{
    public static bool Is(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException { IsTransient: true })
            {
                return true;
            }
        }

        return false;
    }
}
