using ApiKeys.Workflows;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Keys.Discard;

/// <summary>Discards unconfirmed keys, on one node at a time.</summary>
internal sealed class DiscardUnconfirmedKeysJob(UnconfirmedKeys keys, IOptions<ApiKeysOptions> options, ILogger<DiscardUnconfirmedKeysJob> logger)
    : ScheduledJob("discard-unconfirmed-keys", options.Value.Confirmation.DiscardInterval)
{
    protected internal override async Task RunAsync(ScheduledJobRun run, CancellationToken cancellationToken)
    {
        var count = await keys.DiscardAsync(cancellationToken);
        if (count > 0)
        {
            logger.KeysDiscarded(count);
        }
    }
}
