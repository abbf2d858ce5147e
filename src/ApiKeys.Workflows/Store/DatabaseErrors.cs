using System.Collections.Immutable;
using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ApiKeys.Workflows;

/// <summary>What a failure of the database means, whichever driver it comes from.</summary>
internal static class DatabaseErrors
{
    // What an exception means follows from its type alone, so one list serves all hosts of a process.
    private static ImmutableArray<DriverErrors> _drivers = [];

    /// <summary>Adds what a driver's exceptions mean. A second one of the same type changes nothing.</summary>
    public static void Register(DriverErrors driver) => ImmutableInterlocked.Update(
        ref _drivers, drivers => drivers.Any(known => known.GetType() == driver.GetType()) ? drivers : drivers.Add(driver));

    /// <summary>Whether a failure may not happen again: a deadlock, a lost connection, a lock that was held too long, a server that starts.</summary>
    public static bool IsTransient(Exception failure) =>
        Of(failure) is { } driver ? driver.IsTransient(failure) : failure is DbException { IsTransient: true };

    /// <summary>Whether another process has just created the database or the table that this one was about to create.</summary>
    public static bool IsAlreadyThere(Exception failure) => Of(failure)?.IsAlreadyThere(failure) ?? false;

    /// <summary>What an exception says is wrong with the store; <see langword="null"/> when the store is not to blame.</summary>
    public static StoreFailureKind? KindOf(Exception failure) =>
        failure is CommitInDoubtException ? StoreFailureKind.Unavailable : Of(failure)?.KindOf(failure);

    /// <summary>Whether a name could not be resolved or a port not be reached, where the provider throws that as it is.</summary>
    public static bool IsUnreachableHost(Exception failure) =>
        failure is SocketException or RetryLimitExceededException { InnerException: SocketException };

    /// <summary>Whether other transactions got in the way, attempt after attempt: a deadlock, a snapshot that was overtaken.</summary>
    public static bool IsContention(Exception failure) => failure is DbUpdateException { InnerException: { } cause }
        ? IsContention(cause)
        : Of(failure)?.IsContention(failure) ?? false;

    /// <summary>Whether a commit that failed so may have taken effect all the same. It did not where the database itself refused it.</summary>
    public static bool LeavesDoubt(Exception failure) => Of(failure)?.LeavesDoubt(failure) ?? true;

    private static DriverErrors? Of(Exception failure)
    {
        foreach (var driver in _drivers)
        {
            if (driver.Throws(failure))
            {
                return driver;
            }
        }

        return null;
    }
}
