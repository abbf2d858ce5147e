namespace ApiKeys;

/// <summary>
/// Everything that can be done with keys. Each changing operation is a compensating workflow: it happens as a whole, with its event
/// rows, or not at all, whatever fails.
/// </summary>
/// <remarks>
/// <para>
/// A refusal (bad input, unknown key, wrong status, someone else changed it first) is a result and changes nothing. Broken infrastructure is an
/// exception that carries the execution's id; the change has then been undone, or is as soon as the database is back. Where no one could tell
/// (<see cref="Workflows.OutcomeUnknownException"/>), it says so. Where the bulk form is refused for one key, it is for all.
/// </para>
/// <para>
/// <c>transactionId</c> makes a call repeatable: a second call of the same actor with the same id does nothing and answers for the first
/// one's execution; with another input it is refused. A call that was undone can be made again under its id. Ids are the caller's to choose, up
/// to 255 characters.
/// </para>
/// </remarks>
public interface IApiKeyModuleService
{
    /// <summary>Makes a key.</summary>
    /// <param name="request">The key to make.</param>
    /// <param name="actor">Who makes it; stored as <c>created_by</c>.</param>
    /// <param name="transactionId">Makes the call repeatable; a repeat answers with the key but without its token.</param>
    /// <param name="cancellationToken">Cancels; what was done until then is undone.</param>
    Task<ApiKeyResult<CreatedApiKey>> CreateAsync(
        CreateApiKeyRequest request, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Makes several keys, all or none.</summary>
    /// <inheritdoc cref="CreateAsync(CreateApiKeyRequest, Actor, string?, CancellationToken)"/>
    Task<ApiKeyResult<IReadOnlyList<CreatedApiKey>>> CreateAsync(
        IReadOnlyList<CreateApiKeyRequest> requests, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Confirms that a Pending key's secret is saved: it begins to authenticate. For the replacement in a roll the old key ends in the same
    /// moment, or as much later as the roll said.
    /// </summary>
    /// <param name="id">The Pending key.</param>
    /// <param name="actor">Who confirms.</param>
    /// <param name="expectedVersion">The version the caller saw; see <see cref="ApiKeyErrorCode.Conflict"/>.</param>
    /// <param name="transactionId">Makes the call repeatable.</param>
    /// <param name="cancellationToken">Cancels; what was done until then is undone.</param>
    Task<ApiKeyResult<ApiKeyDetails>> ActivateAsync(
        string id, Actor actor, Guid? expectedVersion = null, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Confirms several Pending keys, all or none.</summary>
    /// <inheritdoc cref="ActivateAsync(string, Actor, Guid?, string?, CancellationToken)"/>
    Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> ActivateAsync(
        IReadOnlyList<string> ids, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Changes a key's title, description or scopes. Works in every status.</summary>
    /// <param name="request">What to change.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="transactionId">Makes the call repeatable.</param>
    /// <param name="cancellationToken">Cancels; what was done until then is undone.</param>
    Task<ApiKeyResult<ApiKeyDetails>> UpdateAsync(
        UpdateApiKeyRequest request, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Changes several keys, all or none.</summary>
    /// <inheritdoc cref="UpdateAsync(UpdateApiKeyRequest, Actor, string?, CancellationToken)"/>
    Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> UpdateAsync(
        IReadOnlyList<UpdateApiKeyRequest> requests, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Disables a key for good, now or later. A revocation that took effect is never undone.</summary>
    /// <param name="request">Which key, when, why.</param>
    /// <param name="actor">Who revokes; stored as <c>revoked_by</c>.</param>
    /// <param name="transactionId">Makes the call repeatable.</param>
    /// <param name="cancellationToken">Cancels, if nothing was committed yet.</param>
    Task<ApiKeyResult<ApiKeyDetails>> RevokeAsync(
        RevokeApiKeyRequest request, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Disables several keys, all or none.</summary>
    /// <inheritdoc cref="RevokeAsync(RevokeApiKeyRequest, Actor, string?, CancellationToken)"/>
    Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> RevokeAsync(
        IReadOnlyList<RevokeApiKeyRequest> requests, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Calls off a revocation that is scheduled and has not taken effect: the key is Active again.</summary>
    /// <param name="id">The Revoking key.</param>
    /// <param name="actor">Who calls it off.</param>
    /// <param name="expectedVersion">The version the caller saw; see <see cref="ApiKeyErrorCode.Conflict"/>.</param>
    /// <param name="transactionId">Makes the call repeatable.</param>
    /// <param name="cancellationToken">Cancels; what was done until then is undone.</param>
    Task<ApiKeyResult<ApiKeyDetails>> CancelRevocationAsync(
        string id, Actor actor, Guid? expectedVersion = null, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Replaces a key: revoke and re-create, in the order that never leaves a moment without a working key. A failure leaves the old key
    /// untouched and no replacement.
    /// </summary>
    /// <param name="request">Which key, and how long it keeps working beside its replacement.</param>
    /// <param name="actor">Who rolls it.</param>
    /// <param name="transactionId">Makes the call repeatable; a repeat answers with the replacement but without its token.</param>
    /// <param name="cancellationToken">Cancels; what was done until then is undone.</param>
    Task<ApiKeyResult<CreatedApiKey>> RollAsync(
        RollApiKeyRequest request, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Replaces several keys, all or none.</summary>
    /// <inheritdoc cref="RollAsync(RollApiKeyRequest, Actor, string?, CancellationToken)"/>
    Task<ApiKeyResult<IReadOnlyList<CreatedApiKey>>> RollAsync(
        IReadOnlyList<RollApiKeyRequest> requests, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes back a roll while its old key still works: the old key's scheduled revocation is cancelled and the new key is revoked at once, both or
    /// neither. Refused once the old key has ended, and where either key was rolled again since.
    /// </summary>
    /// <param name="request">The new key of the roll.</param>
    /// <param name="actor">Who aborts it; stored as <c>revoked_by</c> of the new key.</param>
    /// <param name="transactionId">Makes the call repeatable.</param>
    /// <param name="cancellationToken">Cancels, if nothing was committed yet.</param>
    /// <returns>The new key, revoked, with its receipt.</returns>
    Task<ApiKeyResult<ApiKeyDetails>> AbortRollAsync(
        AbortRollRequest request, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Links sales channels to a publishable key and takes others off it, in every status. Where there is nothing to change nothing is written.</summary>
    /// <param name="request">Which key, which channels.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="transactionId">Makes the call repeatable.</param>
    /// <param name="cancellationToken">Cancels; what was done until then is undone.</param>
    Task<ApiKeyResult<ApiKeyDetails>> LinkSalesChannelsAsync(
        LinkSalesChannelsRequest request, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a key from the lists. Only Revoked, Expired and Pending keys can be deleted.</summary>
    /// <param name="id">The key.</param>
    /// <param name="actor">Who deletes it.</param>
    /// <param name="expectedVersion">The version the caller saw; see <see cref="ApiKeyErrorCode.Conflict"/>.</param>
    /// <param name="transactionId">Makes the call repeatable.</param>
    /// <param name="cancellationToken">Cancels; what was done until then is undone.</param>
    Task<ApiKeyResult<ApiKeyDetails>> DeleteAsync(
        string id, Actor actor, Guid? expectedVersion = null, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Removes several keys, all or none.</summary>
    /// <inheritdoc cref="DeleteAsync(string, Actor, Guid?, string?, CancellationToken)"/>
    Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> DeleteAsync(
        IReadOnlyList<string> ids, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Lists keys.</summary>
    /// <param name="query">Which, in what order, which page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset or limit is out of its range, or a filter has too many values.</exception>
    Task<IReadOnlyList<ApiKeyDetails>> ListAsync(ListApiKeysQuery query, CancellationToken cancellationToken = default);

    /// <summary>Lists keys and counts all that match.</summary>
    /// <param name="query">Which, in what order, which page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset or limit is out of its range, or a filter has too many values.</exception>
    Task<PagedList<ApiKeyDetails>> ListAndCountAsync(ListApiKeysQuery query, CancellationToken cancellationToken = default);

    /// <summary>Counts the keys that each owner has and that still work or wait for confirmation.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many, by <see cref="ApiKeyDetails.OwnedBy"/>. Keys of the store are not counted, and an owner without keys is not in it.</returns>
    Task<IReadOnlyDictionary<string, int>> CountByOwnerAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads one key.</summary>
    /// <param name="id">The key.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The key, or <see langword="null"/> when there is none of that id or it is deleted.</returns>
    Task<ApiKeyDetails?> RetrieveAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Reads the audit log, newest first.</summary>
    /// <param name="query">Which events, which page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset or limit is out of its range, or a filter has too many values.</exception>
    Task<PagedList<ApiKeyEventDetails>> ListEventsAsync(ListApiKeyEventsQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads all matching keys, however many, newest first.</summary>
    /// <param name="filter">Which keys.</param>
    /// <returns>The keys, read page by page. A key that is changed meanwhile may be read as it was before or after the change.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A filter has too many values.</exception>
    IAsyncEnumerable<ApiKeyDetails> ReadAllAsync(ApiKeyFilter filter);

    /// <summary>Reads all matching audit events, however many, newest first.</summary>
    /// <param name="filter">Which events.</param>
    /// <returns>The events, read page by page. Events that are added meanwhile are left out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A filter has too many values.</exception>
    IAsyncEnumerable<ApiKeyEventDetails> ReadAllEventsAsync(ApiKeyEventFilter filter);

    /// <summary>
    /// Verifies a token "to authenticate users or actions", and notes its use. To look at a token without noting a use, ask
    /// <see cref="IApiKeyVerifier"/>.
    /// </summary>
    /// <param name="token">The token as it was presented; <see langword="null"/> is Malformed.</param>
    /// <param name="requiredType">The type that the caller wants; a key of the other type is refused as WrongType.</param>
    /// <param name="caller">Who presents it, as far as that is known.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<VerificationResult> AuthenticateAsync(
        string? token,
        ApiKeyType requiredType = ApiKeyType.Secret,
        ApiKeyCaller caller = default,
        CancellationToken cancellationToken = default);
}
