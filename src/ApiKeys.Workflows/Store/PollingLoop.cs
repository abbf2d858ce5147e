namespace ApiKeys.Workflows;

/// <summary>Does something at once and then periodically. A failure, such as a database out of reach, is followed by the next try.</summary>
internal static class PollingLoop
{
    /// <param name="interval">The time between two tries.</param>
    /// <param name="timeProvider">Measures it.</param>
    /// <param name="tryAsync">One try.</param>
    /// <param name="log">Logs a failure; called once for each outage.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    /// <param name="outage">The outage, where others who do the same work note theirs in it too.</param>
    /// <param name="logEnd">Logs the end of an outage.</param>
    public static async Task RunAsync(
        TimeSpan interval,
        TimeProvider timeProvider,
        Func<CancellationToken, Task> tryAsync,
        Action<Exception> log,
        CancellationToken cancellationToken,
        Outage? outage = null,
        Action? logEnd = null)
    {
        outage ??= new Outage();
        using var timer = new PeriodicTimer(interval, timeProvider);
        do
        {
            try
            {
                await tryAsync(cancellationToken);
                if (outage.End())
                {
                    logEnd?.Invoke();
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (outage.IsNews(exception))
                {
                    log(exception);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
