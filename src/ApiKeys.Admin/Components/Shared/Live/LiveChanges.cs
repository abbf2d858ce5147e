using ApiKeys.Verification.Ring;

namespace ApiKeys.Admin.Components.Shared.Live;

/// <summary>
/// The one subscription of an open page to the changes of the store. Changes that come together are told together, and the more work they make, the longer the pause
/// before the next: many open pages must not keep a server busy.
/// </summary>
internal sealed class LiveChanges(KeyRing ring, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    // Reading what is shown takes at most a tenth of the time.
    private const int PauseForEachRead = 9;

    private readonly Lock _gate = new();
    private readonly List<Func<Task>> _followers = [];
    private ITimer? _timer;
    private bool _isTelling;
    private bool _hasMore;

    /// <summary>Calls <paramref name="follow"/> after changes, from a timer's thread, until the returned handle is disposed.</summary>
    public IDisposable Subscribe(Func<Task> follow)
    {
        lock (_gate)
        {
            if (_followers.Count == 0)
            {
                ring.Advanced += Note;
            }

            _followers.Add(follow);
        }

        return new Subscription(this, follow);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _followers.Clear();
            Stop();
        }
    }

    private void Unsubscribe(Func<Task> follow)
    {
        lock (_gate)
        {
            if (_followers.Remove(follow) && _followers.Count == 0)
            {
                Stop();
            }
        }
    }

    private void Stop()
    {
        ring.Advanced -= Note;
        _timer?.Dispose();
        _timer = null;
    }

    private void Note()
    {
        lock (_gate)
        {
            if (_isTelling)
            {
                _hasMore = true;
            }
            else if (_followers.Count > 0)
            {
                _timer ??= TellAfter(Gathering);
            }
        }
    }

    private ITimer TellAfter(TimeSpan pause) => time.CreateTimer(_ => _ = TellAsync(), null, pause, Timeout.InfiniteTimeSpan);

    private async Task TellAsync()
    {
        List<Func<Task>> followers;
        lock (_gate)
        {
            _timer?.Dispose();
            (_timer, _isTelling, _hasMore, followers) = (null, true, false, [.. _followers]);
        }

        var since = time.GetTimestamp();
        try
        {
            await Task.WhenAll(followers.Select(follow => follow()));
        }
        finally
        {
            lock (_gate)
            {
                _isTelling = false;
                if (_hasMore && _followers.Count > 0)
                {
                    var pause = PauseForEachRead * time.GetElapsedTime(since);
                    _timer = TellAfter(pause > Gathering ? pause : Gathering);
                }
            }
        }
    }

    private sealed class Subscription(LiveChanges changes, Func<Task> follow) : IDisposable
    {
        public void Dispose() => changes.Unsubscribe(follow);
    }
}
