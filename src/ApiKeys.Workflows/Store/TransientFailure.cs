namespace ApiKeys.Workflows;

/// <summary>A failure of the database that may not happen again: a deadlock, a lost connection, a lock that was held too long.</summary>
internal static class TransientFailure
{
    public static bool Is(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (DatabaseErrors.IsTransient(cause))
            {
                return true;
            }
        }

        return false;
    }
}
