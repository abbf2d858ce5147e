using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>
/// EF Core logs exceptions as they are, before we can take out what must not be written down. Each of them reaches our own logs or the caller.
/// </summary>
internal static class ExceptionLogFilter
{
    private static readonly EventId[] Events =
    [
        CoreEventId.QueryIterationFailed,
        CoreEventId.SaveChangesFailed,
        RelationalEventId.ConnectionError,
        RelationalEventId.TransactionError,

        // On a server, EF Core finds out whether there are migrations by asking for them, which is no error either.
        RelationalEventId.CommandError,

        // The exception that it is about to try again after.
        CoreEventId.ExecutionStrategyRetrying,
    ];

    public static DbContextOptionsBuilder IgnoreExceptionLogs(this DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(warnings => warnings.Ignore(Events));
}
