namespace ApiKeys;

/// <summary>Which events to list, newest first.</summary>
public sealed record ListApiKeyEventsQuery : ApiKeyEventCriteria
{
    /// <summary>How many to pass over; at least 0.</summary>
    public int Offset { get; init; }

    /// <summary>How many to answer with, 0 to <see cref="ListApiKeysQuery.MaxLimit"/>.</summary>
    /// <value>The default is 50.</value>
    public int Limit { get; init; } = 50;
}
