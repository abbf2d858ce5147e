namespace ApiKeys.Admin.Http;

/// <summary>Budgets of requests per minute, one for each client. The minute of a client begins with its first request.</summary>
/// <remarks>Each partitioned limiter of the framework has a timer that fires ten times a second, also after the app has stopped (dotnet/aspnetcore#66434).</remarks>
internal sealed class MinuteBudgets(TimeProvider timeProvider)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Budget> _clients = new(StringComparer.Ordinal);
    private long _sweptAt = timeProvider.GetTimestamp();

    /// <summary>Takes one request from a client's budget.</summary>
    /// <returns><see langword="null"/> if the budget allows it, else how long to wait.</returns>
    public TimeSpan? Take(string client, int requests)
    {
        var now = timeProvider.GetTimestamp();
        lock (_gate)
        {
            Sweep(now);
            if (!_clients.TryGetValue(client, out var budget) || HasEnded(budget, now))
            {
                _clients[client] = budget = new Budget(now);
            }

            if (budget.Taken >= requests)
            {
                return Length - timeProvider.GetElapsedTime(budget.Since, now);
            }

            budget.Taken++;
            return null;
        }
    }

    // So that clients that don't come back take no memory.
    private void Sweep(long now)
    {
        if (timeProvider.GetElapsedTime(_sweptAt, now) < Length)
        {
            return;
        }

        _sweptAt = now;
        foreach (var (client, budget) in _clients)
        {
            if (HasEnded(budget, now))
            {
                _clients.Remove(client);
            }
        }
    }

    private bool HasEnded(Budget budget, long now) => timeProvider.GetElapsedTime(budget.Since, now) >= Length;

    private sealed class Budget(long since)
    {
        public long Since { get; } = since;

        public int Taken { get; set; }
    }
}
