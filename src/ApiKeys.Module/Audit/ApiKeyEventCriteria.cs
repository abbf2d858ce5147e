namespace ApiKeys;

/// <summary>Which audit events are meant. Everything given must match; nothing given matches every event.</summary>
public abstract record ApiKeyEventCriteria
{
    private protected ApiKeyEventCriteria()
    {
    }

    /// <summary>Only events of this subject: a key, sales channel, policy, user or invitation.</summary>
    public string? SubjectId { get; init; }

    /// <summary>Only what these actors did.</summary>
    public IReadOnlyList<string>? Actors { get; init; }

    /// <summary>Only these kinds of change.</summary>
    public IReadOnlyList<ApiKeyAction>? Actions { get; init; }

    /// <summary>Only what was done at these times.</summary>
    public TimeRange? At { get; init; }

    /// <summary>Only what this execution did.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Only what these executions did.</summary>
    public IReadOnlyList<string>? ExecutionIds { get; init; }

    /// <summary>
    /// Words, each of which must occur in the subject's title or in the names, titles, descriptions, scopes and reasons that the event tells of, whatever their case
    /// and order; the first 20 count. Of a person only names are searched. Empty for all.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>Prefixes of subject ids that <see cref="Search"/> doesn't find, for readers who must not see their texts.</summary>
    public IReadOnlyList<string>? UnsearchableIdPrefixes { get; init; }
}
