using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.ServerTests.Infrastructure;

/// <summary>Answers in the server's place what time it is there: the test's. The connection is opened all the same, and may fail.</summary>
internal sealed class ServerClock(FakeTimeProvider time) : DbCommandInterceptor
{
    private static readonly string[] Clocks = ["clock_timestamp()", "SYSDATETIMEOFFSET()"];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Clocks.Any(clock => command.CommandText.Contains(clock, StringComparison.Ordinal))
            ? InterceptionResult<DbDataReader>.SuppressWithResult(Now())
            : result);

    private DataTableReader Now()
    {
        using var table = new DataTable();
        table.Columns.Add("Value", typeof(DateTimeOffset));
        table.Rows.Add(time.GetUtcNow());
        return table.CreateDataReader();
    }
}
