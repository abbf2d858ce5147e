namespace ApiKeys.E2ETests.Kill;

/// <summary>Where the clients wait while the server is down and while the database is compared.</summary>
internal sealed class Gate(int clients)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _open = Closed();
    private TaskCompletionSource _allWait = Closed();
    private int _waiting;

    public void Open()
    {
        lock (_lock)
        {
            _waiting = 0;
            _allWait = Closed();
            _open.TrySetResult();
        }
    }

    /// <summary>Closes, and comes back once every client has come to wait.</summary>
    public Task CloseAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _open = Closed();
            return _allWait.Task.WaitAsync(cancellationToken);
        }
    }

    public Task PassAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_open.Task.IsCompleted && ++_waiting == clients)
            {
                _allWait.TrySetResult();
            }

            return _open.Task.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource Closed() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
