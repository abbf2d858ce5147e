using ApiKeys.Workflows;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Keys.Expiry;

/// <summary>Warns of keys whose expiry is near, on one node at a time.</summary>
internal sealed class WarnOfExpiryJob(ExpiringKeys keys, IOptions<ApiKeysOptions> options, ILogger<WarnOfExpiryJob> logger)
    : ScheduledJob("warn-of-expiry", options.Value.Expiry.WarnInterval)
{
    protected internal override async Task RunAsync(ScheduledJobRun run, CancellationToken cancellationToken)
    {
        var count = await keys.WarnAsync(cancellationToken);
        if (count > 0)
        {
            logger.ExpiryWarningsRecorded(count);
        }
    }
}
