using ApiKeys.Audit;

namespace ApiKeys.Verification.Ring;

/// <summary>An event as the ring follows it.</summary>
/// <param name="Position">Its place in the order of all commits.</param>
/// <param name="EventId">Its id, by which a changed past is noticed.</param>
/// <param name="KeyId">The key it tells of, if one.</param>
internal sealed record FeedEntry(long Position, string EventId, string? KeyId)
{
    public static FeedEntry Of(ApiKeyEvent row) => new(row.Position, row.Id, row.KeyType is null ? null : row.SubjectId);
}
