namespace ApiKeys.Admin.Components.Overview;

/// <summary>The latest audit events as the Overview shows them.</summary>
internal static class RecentEvents
{
    /// <summary>The most events that become one line.</summary>
    public const int MostInOne = 3;

    /// <summary>
    /// Leaves of a roll only the event of the old key, which names the new one. That the new key was created and confirmed belongs to it, also when the confirmation was an
    /// execution of its own.
    /// </summary>
    public static IEnumerable<ApiKeyEventDetails> WithRollsAsOne(IReadOnlyList<ApiKeyEventDetails> events)
    {
        var replacements = events.Where(entry => entry.Action is ApiKeyAction.Rolled)
            .Select(entry => entry.Facts.GetValueOrDefault(EventFacts.ReplacedBy)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return events.Where(entry => entry.Action is not (ApiKeyAction.Created or ApiKeyAction.Activated) || !replacements.Contains(entry.SubjectId));
    }
}
