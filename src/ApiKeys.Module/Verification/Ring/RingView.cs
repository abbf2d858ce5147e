namespace ApiKeys.Verification.Ring;

/// <summary>What readers of the ring see, exchanged as a whole: the entries, how far they follow the feed, and until when that may be believed.</summary>
/// <param name="Table">The entries.</param>
/// <param name="Version">The feed's version up to which every change is in them; -1 before the first load.</param>
/// <param name="IsComplete">Whether every key is in them. Where not, what they lack is looked up in the database.</param>
/// <param name="AskedAt">The reading of the monotonic clock when the last look at the feed was sent that counts.</param>
/// <param name="AskedAtTime">The same by the wall clock.</param>
/// <param name="IsTrusted">Whether there was such a look at all.</param>
/// <param name="IsStoreAway">Whether the last look failed: then the next one asks, and not each request.</param>
internal sealed record RingView(
    RingTable Table, long Version, bool IsComplete, long AskedAt, DateTimeOffset AskedAtTime, bool IsTrusted, bool IsStoreAway)
{
    public static readonly RingView Empty = new(new RingTable(), -1, false, 0, default, false, false);

    public bool IsLoaded => Version >= 0;
}
