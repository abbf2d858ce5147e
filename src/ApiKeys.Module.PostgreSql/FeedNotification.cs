using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.PostgreSql;

/// <summary>
/// Has PostgreSQL notify the nodes when events are committed. It takes no command more: the notification goes with the one that numbers the events, and the server sends it
/// with the commit.
/// </summary>
internal sealed class FeedNotification : DbCommandInterceptor
{
    /// <summary>What nodes listen to. Notifications stay within a database.</summary>
    public const string Channel = "apikeys_feed";

    private const string Numbering = "UPDATE apikeys_event_feed ";
    private const string Notify = ";\nNOTIFY " + Channel;

    public static FeedNotification Instance { get; } = new();

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Extend(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Extend(command);
        return ValueTask.FromResult(result);
    }

    private static void Extend(DbCommand command)
    {
        if (command.CommandText.StartsWith(Numbering, StringComparison.Ordinal) && !command.CommandText.EndsWith(Notify, StringComparison.Ordinal))
        {
            command.CommandText += Notify;
        }
    }
}
