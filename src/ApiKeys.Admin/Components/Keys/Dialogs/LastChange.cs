using ApiKeys.Admin.Components.Audit;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Keys.Dialogs;

/// <summary>Says who was faster, when someone's change met another's.</summary>
internal sealed partial class LastChange(KeyOperations keys, ActorNames names, TimeProvider time, ILogger<LastChange> logger)
{
    // That an expiry is near or has come is told of, but changes nothing that anybody could have been faster with.
    private static readonly IReadOnlyList<ApiKeyAction> Changes =
        [.. Enum.GetValues<ApiKeyAction>().Except([ApiKeyAction.ExpiryWarned, ApiKeyAction.Expired, ApiKeyAction.RevocationTookEffect])];

    /// <summary>"Dana revoked this key 2 min ago."; <see langword="null"/> when the trail can't be read.</summary>
    public async Task<string?> DescribeAsync(string keyId, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ReadAsync(keyId, cancellationToken);
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            // The refusal itself is known and shown; that it can't be explained must not hide it.
            LogFailed(logger, keyId, LoggedFailure.Of(exception));
            return null;
        }
    }

    private async Task<string?> ReadAsync(string keyId, CancellationToken cancellationToken)
    {
        var events = await keys.ListEventsAsync(new() { SubjectId = keyId, Actions = Changes, Limit = 1 }, cancellationToken);
        if (events.Value?.Items is not [var last])
        {
            return null;
        }

        var actors = await names.ReadAsync([last.Actor], cancellationToken);
        var who = actors.TryGetValue(last.Actor, out var actor) ? actor.Text : last.Actor;
        var what = keyId.StartsWith(Ids.SalesChannelPrefix, StringComparison.Ordinal) ? "sales channel" : "key";
        return $"{who} {last.Action.Verb()} this {what} {RelativeTimeText.Of(last.At, time.GetUtcNow())}.";
    }

    [LoggerMessage(4005, LogLevel.Warning, "The last change of {KeyId} couldn't be read")]
    private static partial void LogFailed(ILogger logger, string keyId, Exception exception);
}
