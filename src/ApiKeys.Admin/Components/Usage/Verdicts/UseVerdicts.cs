using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Usage.Verdicts;

/// <summary>Looks up, for a dialog, whether keys are in use.</summary>
internal sealed partial class UseVerdicts(UsageOperations usage, ILogger<UseVerdicts> logger)
{
    /// <summary>The verdicts by key; without those that couldn't be read: a dialog that can't say must not fail for it, nor call a key quiet.</summary>
    public async Task<IReadOnlyDictionary<string, UseVerdict>> ReadAsync(IEnumerable<ApiKeyDetails> keys, CancellationToken cancellationToken)
    {
        var verdicts = new Dictionary<string, UseVerdict>(StringComparer.Ordinal);
        try
        {
            foreach (var chunk in keys.Select(key => key.Id).Chunk(ListApiKeysQuery.MaxValues))
            {
                foreach (var (keyId, verdict) in (await usage.GetVerdictsAsync(chunk, cancellationToken)).Value ?? new Dictionary<string, UseVerdict>())
                {
                    verdicts[keyId] = verdict;
                }
            }
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null && !cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, LoggedFailure.Of(exception));
        }

        return verdicts;
    }

    [LoggerMessage(4006, LogLevel.Warning, "Whether keys are in use couldn't be read")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
