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

    public void Dispose()
    {
        _disposed = true;
        Cancel();
    }

    private void Cancel()
    {
        var running = _running;
        _running = null;
        running?.Cancel();
    }

    [LoggerMessage(4001, LogLevel.Error, "Loading {What} for the dashboard failed")]
    private static partial void LogFailed(ILogger logger, string what, Exception exception);
}
