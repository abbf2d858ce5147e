namespace ApiKeys;

/// <summary>Which keys are meant, as a part of a <see cref="ListApiKeysQuery"/> or of another filter.</summary>
public sealed record ApiKeyFilter : ApiKeyCriteria
{
    /// <summary>All keys.</summary>
    public ApiKeyFilter()
    {
    }

    /// <summary>The keys that criteria match.</summary>
    /// <param name="criteria">The criteria; an order and a page of theirs don't count.</param>
    public ApiKeyFilter(ApiKeyCriteria criteria)
        : base(criteria)
    {
    }
}
