using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Workflows;

/// <summary>The host's database as the engine sees it: something to open, a clock, and what must not be written down.</summary>
internal sealed class WorkflowDatabase(
    Func<DbContext> open,
    TimeProvider timeProvider,
    Func<string, string> scrub,
    Func<DbContext, CancellationToken, ValueTask<DateTimeOffset>> readTime)
{
    /// <summary>The longest description of a failure that is stored, in UTF-16 code units.</summary>
    public const int ErrorMaxLength = 2000;

    public DbContext Open()
    {
        var database = open();

        // The runner's transaction is the only one; a savepoint for each save would buy nothing.
        database.Database.AutoSavepointsEnabled = false;
        return database;
    }

    public DateTimeOffset Now() => timeProvider.GetUtcNow().AsStored();

    /// <summary>The time that steps go by: the host's, on which its nodes agree. Leases of executions go by <see cref="Now"/>.</summary>
    public async Task<DateTimeOffset> StepTimeAsync(DbContext context, CancellationToken cancellationToken) =>
        (await readTime(context, cancellationToken)).AsStored();

    /// <summary>A reading of the clock that no adjustment moves, for durations; see <see cref="Elapsed"/>.</summary>
    public long Timestamp() => timeProvider.GetTimestamp();

    public TimeSpan Elapsed(long since) => timeProvider.GetElapsedTime(since);

    public string NewExecutionId() => Ids.New(Ids.ExecutionPrefix, timeProvider);

    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        Task.Delay(delay, timeProvider, cancellationToken);

    public CancellationTokenSource CancelAfter(TimeSpan delay) => new(delay, timeProvider);

    public PeriodicTimer Timer(TimeSpan period) => new(period, timeProvider);

    /// <summary>An exception as it may be logged.</summary>
    public Exception Loggable(Exception exception) => ScrubbedException.For(exception, scrub);

    /// <summary>An exception as it may be stored: host code may have put anything into its message.</summary>
    public string Describe(Exception exception)
    {
        var text = scrub($"{exception.GetType().Name}: {exception.Message}");
        return text.Length <= ErrorMaxLength ? text : text[..ErrorMaxLength];
    }
}
