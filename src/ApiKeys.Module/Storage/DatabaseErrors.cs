using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Storage;

/// <summary>Tells what a database's exception means.</summary>
internal static class DatabaseErrors
{
    /// <summary>Whether the store could not be asked, as opposed to asked something wrong.</summary>
    public static bool IsUnavailable(Exception exception) => exception is DbException or TimeoutException
        || (exception is DbUpdateException or InvalidOperationException && exception.InnerException is DbException or TimeoutException);
}
