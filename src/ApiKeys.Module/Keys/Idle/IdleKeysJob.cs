using ApiKeys.Workflows;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Keys.Idle;

/// <summary>Applies the policy for unused keys, on one node at a time.</summary>
internal sealed class IdleKeysJob(IdleKeys keys, ILogger<IdleKeysJob> logger) : ScheduledJob("apply-idle-policy", TimeSpan.FromHours(1))
{
    protected internal override async Task RunAsync(ScheduledJobRun run, CancellationToken cancellationToken)
    {
        var (warned, revoked) = await keys.ApplyAsync(cancellationToken);
        if (warned > 0 || revoked > 0)
        {
            logger.IdlePolicyApplied(warned, revoked);
        }
    }
}
