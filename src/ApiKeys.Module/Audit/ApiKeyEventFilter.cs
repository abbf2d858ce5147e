namespace ApiKeys;

/// <summary>Which audit events to read one after another.</summary>
public sealed record ApiKeyEventFilter : ApiKeyEventCriteria
{
    /// <summary>All events.</summary>
    public ApiKeyEventFilter()
    {
    }

    /// <summary>The events that criteria match.</summary>
    /// <param name="criteria">The criteria; a page of theirs doesn't count.</param>
    public ApiKeyEventFilter(ApiKeyEventCriteria criteria)
        : base(criteria)
    {
    }
}
