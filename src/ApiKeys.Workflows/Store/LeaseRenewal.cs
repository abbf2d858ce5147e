using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>
/// Renews a lease for as long as its process lives, so that work may take longer than the lease. A process that stalls doesn't renew it, and finds out
/// when it wakes.
/// </summary>
internal sealed class LeaseRenewal : IAsyncDisposable
{
    private readonly WorkflowDatabase _database;
    private readonly string _owner;
    private readonly TimeSpan _duration;
    private readonly Func<DbContext, DateTimeOffset, CancellationToken, Task<int>> _renewAsync;
    private readonly Action? _lost;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _renewal;

    /// <param name="database">Where the lease is.</param>
    /// <param name="owner">What is leased, for the log.</param>
    /// <param name="duration">How far each renewal reaches.</param>
    /// <param name="renewAsync">Renews it to the given moment, if it is still ours, and says how many rows that changed.</param>
    /// <param name="lost">Called when it is another's.</param>
    /// <param name="logger">For renewals that failed.</param>
    public LeaseRenewal(
        WorkflowDatabase database,
        string owner,
        TimeSpan duration,
        Func<DbContext, DateTimeOffset, CancellationToken, Task<int>> renewAsync,
        Action? lost,
        ILogger logger)
    {
        _database = database;
        _owner = owner;
        _duration = duration;
        _renewAsync = renewAsync;
        _lost = lost;
        _logger = logger;
        _renewal = RenewAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _renewal;
        _ending.Dispose();
    }

    private async Task RenewAsync()
    {
        using var timer = _database.Timer(_duration / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(_ending.Token))
            {
                if (!await RenewOnceAsync())
                {
                    _lost?.Invoke();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
    }

    private async Task<bool> RenewOnceAsync()
    {
        try
        {
            await using var context = _database.Open();
            return await _renewAsync(context, _database.Now() + _duration, _ending.Token) == 1;
        }
        catch (Exception exception)
        {
            // A database out of reach now is asked again at the next tick; two ticks are left until the lease runs out. And whatever is thrown when the
            // work has ended meanwhile must not fail it.
            if (!_ending.IsCancellationRequested)
            {
                _logger.LeaseNotRenewed(_owner, _database.Loggable(exception));
            }

            return true;
        }
    }
}
