using System.Threading.RateLimiting;

namespace ApiKeys.Admin.Http;

/// <summary>How much each client may do at the same time. A client that does nothing takes no memory.</summary>
/// <param name="options">Those of each client.</param>
internal sealed class ConcurrencyBudgets(ConcurrencyLimiterOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Client> _clients = new(StringComparer.Ordinal);

    /// <summary>Begins at once or not at all.</summary>
    /// <returns>Whether it may begin; disposed when it ends.</returns>
    public ConcurrencyBudget Take(string client)
    {
        var entry = Enter(client);
        return new ConcurrencyBudget(this, client, entry.Limiter.AttemptAcquire());
    }

    /// <summary>Waits, if there is room in the queue, until it may begin.</summary>
    /// <returns>Whether it may begin; disposed when it ends.</returns>
    public async ValueTask<ConcurrencyBudget> TakeAsync(string client, CancellationToken cancellationToken)
    {
        var entry = Enter(client);
        try
        {
            return new ConcurrencyBudget(this, client, await entry.Limiter.AcquireAsync(permitCount: 1, cancellationToken));
        }
        catch (Exception)
        {
            Leave(client);
            throw;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var client in _clients.Values)
            {
                client.Limiter.Dispose();
            }

            _clients.Clear();
        }
    }

    private Client Enter(string client)
    {
        lock (_gate)
        {
            if (!_clients.TryGetValue(client, out var entry))
            {
                _clients[client] = entry = new Client(new ConcurrencyLimiter(options));
            }

            entry.Users++;
            return entry;
        }
    }

    internal void Leave(string client)
    {
        lock (_gate)
        {
            if (_clients.TryGetValue(client, out var entry) && --entry.Users == 0)
            {
                _clients.Remove(client);
                entry.Limiter.Dispose();
            }
        }
    }

    private sealed class Client(ConcurrencyLimiter limiter)
    {
        public ConcurrencyLimiter Limiter { get; } = limiter;

        public int Users { get; set; }
    }
}

/// <summary>What a client has taken of its budget, if there was any left.</summary>
internal sealed class ConcurrencyBudget(ConcurrencyBudgets budgets, string client, RateLimitLease lease) : IDisposable
{
    private bool _isDisposed;

    public bool IsAcquired => lease.IsAcquired;

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            lease.Dispose();
            budgets.Leave(client);
        }
    }
}
