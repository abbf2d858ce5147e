using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module;

/// <summary>Throws at each command while it has an exception to throw.</summary>
internal sealed class FailingDatabase : DbCommandInterceptor
{
    public Exception? Exception { get; set; }

    /// <summary>What happens elsewhere while a write is on its way.</summary>
    public Action? BeforeWrite { get; set; }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        Exception is null ? ValueTask.FromResult(result) : throw Exception;

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
        Exception is null ? ValueTask.FromResult(result) : throw Exception;

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        BeforeWrite?.Invoke();
        return Exception is null ? ValueTask.FromResult(result) : throw Exception;
    }
}
