using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>
/// What EF Core logs of the library's own contexts. Exceptions it would log as they are, before what must not be written down is taken out; each of them
/// reaches our own logs or the caller. Commands it would log at Information; the library polls several times a second, and a host would see nothing else.
/// </summary>
internal static class EfCoreLogs
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

        // To find it out, each start would build the model a second time and compare the two. Tests do that, for each context and provider.
        RelationalEventId.PendingModelChangesWarning,
    ];

    public static DbContextOptionsBuilder FilterEfCoreLogs(this DbContextOptionsBuilder options) => options.ConfigureWarnings(
        warnings => warnings.Ignore(Events).Log((RelationalEventId.CommandExecuted, LogLevel.Debug)));
}
