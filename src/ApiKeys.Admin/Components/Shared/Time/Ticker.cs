namespace ApiKeys.Admin.Components.Shared.Time;

/// <summary>
/// One timer for a whole page, so that fifty relative times don't start fifty.
/// </summary>
public sealed class Ticker(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private ITimer? _timer;
    private Action? _ticked;

    /// <summary>
    /// Calls <paramref name="tick"/> from a timer's thread until the returned handle is disposed.
    /// </summary>
    public IDisposable Subscribe(Action tick)
    {
        lock (_gate)
        {
            _ticked += tick;
            _timer ??= time.CreateTimer(_ => _ticked?.Invoke(), null, Period, Period);
        }

        return new Subscription(this, tick);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _ticked = null;
        }
    }

    private void Unsubscribe(Action tick)
    {
        lock (_gate)
        {
            _ticked -= tick;
            if (_ticked is null)
            {
                _timer?.Dispose();
                _timer = null;
            }
        }
    }

    private sealed class Subscription(Ticker ticker, Action tick) : IDisposable
    {
        public void Dispose() => ticker.Unsubscribe(tick);
    }
}
