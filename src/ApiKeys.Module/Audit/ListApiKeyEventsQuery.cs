namespace ApiKeys;

/// <summary>Which events to list, newest first.</summary>
public sealed record ListApiKeyEventsQuery
{
    /// <summary>Only this key's or sales channel's.</summary>
    public string? SubjectId { get; init; }

    /// <summary>Only what these actors did.</summary>
    public IReadOnlyList<string>? Actors { get; init; }

    /// <summary>Only these kinds of change.</summary>
    public IReadOnlyList<ApiKeyAction>? Actions { get; init; }

    /// <summary>Only what was done at these times.</summary>
    public TimeRange? At { get; init; }

    /// <summary>Only what this execution did.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>How many to pass over; at least 0.</summary>
    public int Offset { get; init; }

    /// <summary>How many to answer with, 0 to <see cref="ListApiKeysQuery.MaxLimit"/>.</summary>
    /// <value>The default is 50.</value>
    public int Limit { get; init; } = 50;
}
