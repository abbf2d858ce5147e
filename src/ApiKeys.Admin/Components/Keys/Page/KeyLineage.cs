namespace ApiKeys.Admin.Components.Keys.Page;

/// <summary>The keys before and after a key, as rolls made them.</summary>
/// <param name="Keys">All that are known, the key among them, oldest first.</param>
/// <param name="Origin">What lies before the oldest of them.</param>
/// <param name="IsCut">Whether later keys are left out.</param>
public sealed record KeyLineage(IReadOnlyList<ApiKeyDetails> Keys, LineageOrigin Origin, bool IsCut)
{
    /// <summary>Whether there is another key than the page's, now or once.</summary>
    public bool HasOthers => Keys.Count > 1 || Origin is not LineageOrigin.None;
}

/// <summary>What lies before the oldest key of a lineage.</summary>
public enum LineageOrigin
{
    /// <summary>Nothing: it was created.</summary>
    None,

    /// <summary>A key that is deleted.</summary>
    Deleted,

    /// <summary>More keys than are shown.</summary>
    More,
}
