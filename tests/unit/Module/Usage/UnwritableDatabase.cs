using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module.Usage;

/// <summary>A disk that is full: it can be read.</summary>
internal sealed class UnwritableDatabase : DbCommandInterceptor
{
    public bool IsFull { get; set; }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        IsFull ? throw new IOException("The disk is full.") : ValueTask.FromResult(result);
}
