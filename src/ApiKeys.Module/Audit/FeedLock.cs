using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Audit;

/// <summary>
/// The one lock order: a transaction that writes events takes the feed's row first, and only then the row of any key or sales channel. So changes follow one another
/// and can't wait for each other in a circle.
/// </summary>
internal static class FeedLock
{
    /// <summary>
    /// Waits for every other change that is under way and holds back those that come: for a step that decides by rows that it doesn't write, such as a channel that is to
    /// be there still when a link to it is committed. What is read from here on stays true until the commit. A step that only writes what it has read needs none:
    /// <see cref="EventNumbering"/> takes the row before its changes are saved, and their versions tell whether somebody was faster.
    /// </summary>
    public static Task LockFeedAsync(this StepContext step, CancellationToken cancellationToken) =>
        step.Database.Set<EventFeed>().ExecuteUpdateAsync(set => set.SetProperty(feed => feed.Version, feed => feed.Version), cancellationToken);
}
