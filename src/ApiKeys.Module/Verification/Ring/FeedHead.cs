namespace ApiKeys.Verification.Ring;

/// <summary>How far the feed has come.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Last">The event of that version; null when there is none.</param>
internal sealed record FeedHead(long Version, FeedEntry? Last);
