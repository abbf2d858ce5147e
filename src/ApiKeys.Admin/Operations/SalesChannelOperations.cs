namespace ApiKeys.Admin.Operations;

/// <summary>What an operator can do with sales channels; the same border as <see cref="KeyOperations"/>.</summary>
internal sealed class SalesChannelOperations(ISalesChannelModuleService channels, OperatorGate gate)
{
    /// <summary>Whether to offer acts at all; each is asked for again when it is done.</summary>
    public Task<bool> MayChangeAsync(CancellationToken cancellationToken = default) => gate.MayChangeAsync(cancellationToken);

    public Task<ApiKeyResult<PagedList<SalesChannelDetails>>> ListAsync(
        ListSalesChannelsQuery query, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(async () => ApiKeyResult.Ok(await channels.ListAndCountAsync(query, cancellationToken)), cancellationToken);

    public Task<ApiKeyResult<SalesChannelDetails>> RetrieveAsync(string id, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(
            async () => await channels.RetrieveAsync(id, cancellationToken) is { } channel ? ApiKeyResult.Ok(channel) : NotFound(id), cancellationToken);

    /// <summary>The version that a channel has now; null where there is none to be seen.</summary>
    public async Task<Guid?> VersionAsync(string id, CancellationToken cancellationToken = default) =>
        (await RetrieveAsync(id, cancellationToken)).Value?.Version;

    public Task<ApiKeyResult<SalesChannelDetails>> CreateAsync(
        CreateSalesChannelRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "create sales channels", actor => channels.CreateAsync(request, actor, transactionId, cancellationToken), cancellationToken);

    public Task<ApiKeyResult<SalesChannelDetails>> UpdateAsync(
        UpdateSalesChannelRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "edit sales channels", actor => channels.UpdateAsync(request, actor, transactionId, cancellationToken), cancellationToken);

    public Task<ApiKeyResult<SalesChannelDetails>> DeleteAsync(
        string id, Guid? expectedVersion, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "delete sales channels",
            actor => channels.DeleteAsync(id, actor, expectedVersion, transactionId, cancellationToken),
            cancellationToken);

    private static ApiKeyResult<SalesChannelDetails> NotFound(string id) => ApiKeyResult.Refused<SalesChannelDetails>(
        new ApiKeyError(ApiKeyErrorCode.NotFound, "This sales channel does not exist or was deleted.", SubjectId: id));
}
