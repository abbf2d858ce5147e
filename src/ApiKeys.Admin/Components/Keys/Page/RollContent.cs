namespace ApiKeys.Admin.Components.Keys.Page;

/// <summary>The old and the new key of a roll.</summary>
/// <param name="Old">The key that was rolled.</param>
/// <param name="New">The key that took over from it.</param>
public sealed record RollContent(ApiKeyDetails Old, ApiKeyDetails New)
{
    /// <summary>Whether both keys work and the old one's revocation is scheduled: the roll can be finished, extended or aborted.</summary>
    public bool IsUnderWay => Old.Status is ApiKeyStatus.Revoking && KeyActs.CanRevoke(New.Status);

    // A new key that ended before the old one was aborted, and there is nothing left of its roll.
    private bool IsShown => New.ActivatedAt is not null && (!KeyActs.CanRevoke(Old.Status) || KeyActs.CanRevoke(New.Status));

    /// <summary>
    /// The roll that a key is in; <see langword="null"/> without one. As the old one first: what becomes of a key that is replaced is what one looks for. A replacement
    /// that no one has confirmed yet has no part in it.
    /// </summary>
    public static RollContent? Of(ApiKeyDetails key, ApiKeyDetails? replaces, IReadOnlyList<ApiKeyDetails> replacedBy) =>
        replacedBy.Select(other => new RollContent(key, other)).FirstOrDefault(roll => roll.IsShown)
        ?? (replaces is not null && new RollContent(replaces, key) is { IsShown: true } own ? own : null);
}
