namespace ApiKeys.Admin.Components.Shared.Time;

/// <summary>Calls for a page to be read again every couple of seconds, for as long as what it shows goes on by itself.</summary>
internal sealed class Refresher(TimeProvider time, Action refresh) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private ITimer? _timer;
    private bool _disposed;

    /// <summary>Starts or stops; safe to say again.</summary>
    public void Run(bool isNeeded)
    {
        if (!isNeeded || _disposed)
        {
            _timer?.Dispose();
            _timer = null;
            return;
        }

        _timer ??= time.CreateTimer(_ => refresh(), null, Period, Period);
    }

    public void Dispose()
    {
        _disposed = true;
        Run(isNeeded: false);
    }
}
