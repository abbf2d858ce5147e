using ApiKeys.Admin.Text;

namespace ApiKeys.Admin.Components.Loading;

/// <summary>
/// What a page shows, loaded and loaded again. The newest call wins, and what is shown stays until its successor is there: a table
/// never empties itself to refresh.
/// </summary>
public sealed partial class Loadable<T>(string what, ILogger logger) : IDisposable
    where T : class
{
    private CancellationTokenSource? _running;
    private CancellationTokenSource? _refreshing;
    private bool _disposed;

    public T? Value { get; private set; }

    /// <summary>Why the last load was refused; <see langword="null"/> when it was not.</summary>
    public ApiKeyError? Refusal { get; private set; }

    /// <summary>The exception that the last load ended in; <see langword="null"/> when it did not.</summary>
    public Exception? Failure { get; private set; }

    public bool IsLoading => _running is not null;

    public async Task RunAsync(Func<CancellationToken, Task<ApiKeyResult<T>>> load)
    {
        if (_disposed)
        {
            return;
        }

        Cancel();
        using var running = new CancellationTokenSource();
        _running = running;
        try
        {
            var result = await load(running.Token);
            if (_running == running)
            {
                Failure = null;
                Refusal = result.Succeeded ? null : result.Errors[0];
                Value = result.Value;
            }
        }
        catch (Exception) when (_running != running)
        {
            // Cancelled by its successor, whose end is the one that counts.
        }
        catch (Exception exception)
        {
            // Every exception: it is logged as an error and shown in place of this part. What else is on the page, such as a token shown once, stays.
            LogFailed(logger, what, LoggedFailure.Of(exception));
            Failure = exception;
        }
        finally
        {
            if (_running == running)
            {
                _running = null;
            }
        }
    }

    /// <summary>
    /// Loads again without being asked. What is shown stays unless <paramref name="merge"/> makes another value of it and the one that was read. A load that someone asked for
    /// comes first.
    /// </summary>
    /// <param name="load">Reads the value as it is now. If that fails, what is shown stays.</param>
    /// <param name="merge">Gets what is shown and what was read.</param>
    public async Task RefreshAsync(Func<CancellationToken, Task<ApiKeyResult<T>>> load, Func<T, T, T> merge)
    {
        if (_disposed || IsLoading || Value is not { } shown)
        {
            return;
        }

        using var refreshing = new CancellationTokenSource();
        _refreshing?.Cancel();
        _refreshing = refreshing;
        try
        {
            var result = await load(refreshing.Token);
            if (_refreshing == refreshing && result.Succeeded && Value == shown)
            {
                Value = merge(shown, result.Value);
            }
        }
        catch (Exception) when (_refreshing != refreshing)
        {
            // Cancelled by a load that someone asked for.
        }
        catch (Exception exception)
        {
            LogFailed(logger, what, LoggedFailure.Of(exception));
        }
        finally
        {
            if (_refreshing == refreshing)
            {
                _refreshing = null;
            }
        }
    }

    public void Dispose()
    {
        _disposed = true;
        Cancel();
    }

    private void Cancel()
    {
        var (running, refreshing) = (_running, _refreshing);
        (_running, _refreshing) = (null, null);
        running?.Cancel();
        refreshing?.Cancel();
    }

    [LoggerMessage(4001, LogLevel.Error, "Loading {What} for the dashboard failed")]
    private static partial void LogFailed(ILogger logger, string what, Exception exception);
}
