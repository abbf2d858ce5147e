using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>
/// Renews an execution's lease for as long as its process lives, so that a step may take longer than the lease. A process that stalls doesn't
/// renew it, and finds out when it wakes.
/// </summary>
internal sealed class WorkflowLease : IAsyncDisposable
{
    private readonly WorkflowDatabase _database;
    private readonly string _executionId;
    private readonly int _epoch;
    private readonly TimeSpan _duration;
    private readonly Action? _lost;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _renewal;

    /// <param name="database">Where the journal is.</param>
    /// <param name="executionId">The execution.</param>
    /// <param name="epoch">The owner's epoch.</param>
    /// <param name="duration">How far each renewal reaches.</param>
    /// <param name="lost">Called when another process has taken the execution over.</param>
    /// <param name="logger">For renewals that failed.</param>
    public WorkflowLease(WorkflowDatabase database, string executionId, int epoch, TimeSpan duration, Action? lost, ILogger logger)
    {
        _database = database;
        _executionId = executionId;
        _epoch = epoch;
        _duration = duration;
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
            // The step has ended.
        }
    }

    private async Task<bool> RenewOnceAsync()
    {
        try
        {
            await using var context = _database.Open();
            var until = _database.Now() + _duration;
            return await context.Set<WorkflowExecution>()
                .Where(e => e.Id == _executionId && e.Epoch == _epoch)
                .ExecuteUpdateAsync(set => set.SetProperty(e => e.LeaseUntil, until), _ending.Token) == 1;
        }
        catch (Exception exception) when (!_ending.IsCancellationRequested)
        {
            // A database out of reach now is asked again at the next tick; two ticks are left until the lease runs out.
            _logger.LeaseNotRenewed(_executionId, _database.Loggable(exception));
            return true;
        }
    }
}
