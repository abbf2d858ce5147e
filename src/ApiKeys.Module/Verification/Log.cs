using Microsoft.Extensions.Logging;

namespace ApiKeys.Verification;

/// <summary>Event ids 1500 to 1599.</summary>
internal static partial class Log
{
    [LoggerMessage(1500, LogLevel.Error, "Could not look up a token: the store is unavailable.")]
    public static partial void StoreUnavailable(this ILogger logger, Exception exception);

    [LoggerMessage(1501, LogLevel.Warning, "Could not look for changed keys. Tokens are looked up in the database until it succeeds.")]
    public static partial void CannotFollow(this ILogger logger, Exception exception);

    [LoggerMessage(1502, LogLevel.Information, "Follows the changed keys again.")]
    public static partial void FollowsAgain(this ILogger logger);

    [LoggerMessage(
        1503,
        LogLevel.Warning,
        "The past of the feed has changed behind version {Version}, as after a restore from a backup. All keys are read anew.")]
    public static partial void FeedHasChanged(this ILogger logger, long version);

    [LoggerMessage(
        1504,
        LogLevel.Warning,
        "There are more keys than ApiKeys:Verification:MaxKeysInMemory, which is {MaxKeys}. The others are looked up in the database, and so is every unknown token: correct, but slower. A million keys take about 230 MB.")]
    public static partial void RingIsFull(this ILogger logger, int maxKeys);

    [LoggerMessage(1505, LogLevel.Warning, "Could not take this node off the list of nodes. The next revocation waits up to a second for it.")]
    public static partial void CouldNotSignOff(this ILogger logger, Exception exception);

    [LoggerMessage(1506, LogLevel.Warning, "Could not save the receipt of a revocation. The revocation itself is committed, and the receipt is completed later.")]
    public static partial void ReceiptFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1507, LogLevel.Warning, "Could not wait until the other nodes have read a change. They read it within a second.")]
    public static partial void CouldNotSettle(this ILogger logger, Exception exception);

    [LoggerMessage(1508, LogLevel.Warning, "A key is refused because its end has come, but the store doesn't take the time of this refusal.")]
    public static partial void TimeNotStored(this ILogger logger, Exception exception);

    [LoggerMessage(1509, LogLevel.Information, "The database doesn't notify this node of changes now. It reads them with each poll.")]
    public static partial void DoesNotListen(this ILogger logger, Exception exception);

    [LoggerMessage(
        1511,
        LogLevel.Error,
        "The database has lost the ends of {Count} keys, {KeyId} first: this node knows that they were revoked or expired, and the database says otherwise, as after a failover or a restore. This node refuses them until it restarts; other nodes may not. Revoke them again.")]
    public static partial void EndsAreLost(this ILogger logger, int count, string keyId);

    [LoggerMessage(1510, LogLevel.Warning, "Could not complete the receipts of revocations. This is tried again every second.")]
    public static partial void ReceiptsNotCompleted(this ILogger logger, Exception exception);
}
