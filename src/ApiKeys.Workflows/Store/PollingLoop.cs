namespace ApiKeys.Workflows;

/// <summary>Does work at once and then at each interval. A failure, such as an unreachable database, doesn't end the loop.</summary>
internal static class PollingLoop
{
    /// <param name="interval">The time between two attempts.</param>
    /// <param name="timeProvider">Measures it.</param>
    /// <param name="tryAsync">One attempt.</param>
    /// <param name="log">Logs a failure; called once for each outage.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    /// <param name="outage">The outage, if other code that does the same work shares it.</param>
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
