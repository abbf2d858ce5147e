using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Audit;

/// <summary>
/// The lock order: a transaction that writes events locks the feed's row first, and only then the row of any key or sales channel. So changes run one after another and
/// can't deadlock.
/// </summary>
internal static class FeedLock
{
    /// <summary>
    /// Waits for other changes that have started, and lets later ones wait until the commit. A step needs it if it depends on rows that it doesn't write, such as a channel
    /// that must still exist when a link to it is committed. What the step reads after this call stays true until its commit. A step that writes all rows it has read
    /// doesn't need it: <see cref="EventNumbering"/> locks the row before the changes are saved, and the version of each row shows whether someone else changed it first.
    /// </summary>
    public static Task LockFeedAsync(this StepContext step, CancellationToken cancellationToken) =>
        ((ApiKeysDbContext)step.Database).ExcludesOtherWriters
            ? Task.CompletedTask
            : step.Database.Set<EventFeed>().ExecuteUpdateAsync(set => set.SetProperty(feed => feed.Version, feed => feed.Version), cancellationToken);
}
