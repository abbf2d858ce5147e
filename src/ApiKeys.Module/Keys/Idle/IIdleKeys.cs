namespace ApiKeys;

/// <summary>Tells which keys a policy for unused keys concerns, before it is set and after.</summary>
public interface IIdleKeys
{
    /// <summary>Lists the keys that a policy would give notice to now, or has given notice to; those that are unused the longest first. Changes nothing.</summary>
    /// <param name="policy">The policy, set or not.</param>
    /// <param name="limit">How many keys to return at most, 1 to 1,000. The count is of all.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The keys; none if the policy revokes none.</returns>
    Task<PagedList<IdleKey>> PreviewAsync(IdleRevocationPolicy policy, int limit, CancellationToken cancellationToken = default);
}
