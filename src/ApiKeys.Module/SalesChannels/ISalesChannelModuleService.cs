namespace ApiKeys;

/// <summary>
/// Everything that can be done with sales channels; keys are linked to them by <see cref="IApiKeyModuleService.LinkSalesChannelsAsync"/>. Each changing
/// operation is a compensating workflow: it happens as a whole, with its event rows, or not at all, whatever fails.
/// </summary>
/// <remarks>
/// Refusals, exceptions and transaction ids are those of <see cref="IApiKeyModuleService"/>, and so is the audit log, which
/// <see cref="IApiKeyModuleService.ListEventsAsync"/> reads.
/// </remarks>
public interface ISalesChannelModuleService
{
    /// <summary>Makes a sales channel.</summary>
    /// <param name="request">The channel to make.</param>
    /// <param name="actor">Who makes it; stored as <c>created_by</c>.</param>
    /// <param name="transactionId">Makes the call repeatable.</param>
    /// <param name="cancellationToken">Cancels; what was done until then is undone.</param>
    Task<ApiKeyResult<SalesChannelDetails>> CreateAsync(
        CreateSalesChannelRequest request, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Makes several sales channels, all or none.</summary>
    /// <inheritdoc cref="CreateAsync(CreateSalesChannelRequest, Actor, string?, CancellationToken)"/>
    Task<ApiKeyResult<IReadOnlyList<SalesChannelDetails>>> CreateAsync(
        IReadOnlyList<CreateSalesChannelRequest> requests, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Changes a sales channel.</summary>
    /// <param name="request">What to change.</param>
    /// <param name="actor">Who changes it.</param>
    /// <param name="transactionId">Makes the call repeatable.</param>
    /// <param name="cancellationToken">Cancels; what was done until then is undone.</param>
    Task<ApiKeyResult<SalesChannelDetails>> UpdateAsync(
        UpdateSalesChannelRequest request, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Changes several sales channels, all or none.</summary>
    /// <inheritdoc cref="UpdateAsync(UpdateSalesChannelRequest, Actor, string?, CancellationToken)"/>
    Task<ApiKeyResult<IReadOnlyList<SalesChannelDetails>>> UpdateAsync(
        IReadOnlyList<UpdateSalesChannelRequest> requests, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a sales channel from the lists and from the keys that are linked to it.</summary>
    /// <param name="id">The channel.</param>
    /// <param name="actor">Who deletes it.</param>
    /// <param name="expectedVersion">The version the caller saw; see <see cref="ApiKeyErrorCode.Conflict"/>.</param>
    /// <param name="transactionId">Makes the call repeatable.</param>
    /// <param name="cancellationToken">Cancels; what was done until then is undone.</param>
    Task<ApiKeyResult<SalesChannelDetails>> DeleteAsync(
        string id, Actor actor, Guid? expectedVersion = null, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Removes several sales channels, all or none.</summary>
    /// <inheritdoc cref="DeleteAsync(string, Actor, Guid?, string?, CancellationToken)"/>
    Task<ApiKeyResult<IReadOnlyList<SalesChannelDetails>>> DeleteAsync(
        IReadOnlyList<string> ids, Actor actor, string? transactionId = null, CancellationToken cancellationToken = default);

    /// <summary>Lists sales channels.</summary>
    /// <param name="query">Which, in what order, which page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset or limit is out of its range, or a filter has too many values.</exception>
    Task<IReadOnlyList<SalesChannelDetails>> ListAsync(ListSalesChannelsQuery query, CancellationToken cancellationToken = default);

    /// <summary>Lists sales channels and counts all that match.</summary>
    /// <param name="query">Which, in what order, which page.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset or limit is out of its range, or a filter has too many values.</exception>
    Task<PagedList<SalesChannelDetails>> ListAndCountAsync(ListSalesChannelsQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads one sales channel.</summary>
    /// <param name="id">The channel.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The channel, or <see langword="null"/> when there is none of that id or it is deleted.</returns>
    Task<SalesChannelDetails?> RetrieveAsync(string id, CancellationToken cancellationToken = default);
}
