using ApiKeys.Operations;
using ApiKeys.SalesChannels.Listing;

namespace ApiKeys.SalesChannels;

/// <inheritdoc cref="ISalesChannelModuleService"/>
internal sealed class SalesChannelModuleService(
    OperationRunner runner,
    SalesChannelQueries queries,
    SalesChannelWorkflows workflows) : ISalesChannelModuleService
{
    public async Task<ApiKeyResult<SalesChannelDetails>> CreateAsync(
        CreateSalesChannelRequest request, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        (await CreateAsync([request], actor, transactionId, cancellationToken)).Single();

    public Task<ApiKeyResult<IReadOnlyList<SalesChannelDetails>>> CreateAsync(
        IReadOnlyList<CreateSalesChannelRequest> requests, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        runner.RunAsync(
            workflows.Create,
            requests,
            new OperationCall(actor, transactionId, cancellationToken),
            executionId => queries.CreatedByAsync(executionId, cancellationToken));

    public async Task<ApiKeyResult<SalesChannelDetails>> UpdateAsync(
        UpdateSalesChannelRequest request, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        (await UpdateAsync([request], actor, transactionId, cancellationToken)).Single();

    public Task<ApiKeyResult<IReadOnlyList<SalesChannelDetails>>> UpdateAsync(
        IReadOnlyList<UpdateSalesChannelRequest> requests, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        runner.RunAsync(
            workflows.Update,
            requests,
            new OperationCall(actor, transactionId, cancellationToken),
            _ => queries.ReadAsync([.. requests.Select(request => request.Id)], cancellationToken));

    public async Task<ApiKeyResult<SalesChannelDetails>> DeleteAsync(
        string id, Actor actor, Guid? expectedVersion, string? transactionId, CancellationToken cancellationToken) =>
        (await DeleteAsync([new DeleteSalesChannelRequest(id, expectedVersion)], new OperationCall(actor, transactionId, cancellationToken))).Single();

    public Task<ApiKeyResult<IReadOnlyList<SalesChannelDetails>>> DeleteAsync(
        IReadOnlyList<string> ids, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        DeleteAsync([.. ids.Select(id => new DeleteSalesChannelRequest(id))], new OperationCall(actor, transactionId, cancellationToken));

    public Task<IReadOnlyList<SalesChannelDetails>> ListAsync(ListSalesChannelsQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return queries.ListAsync(query, cancellationToken);
    }

    public Task<PagedList<SalesChannelDetails>> ListAndCountAsync(ListSalesChannelsQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return queries.ListAndCountAsync(query, cancellationToken);
    }

    public Task<SalesChannelDetails?> RetrieveAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return queries.RetrieveAsync(id, cancellationToken);
    }

    private Task<ApiKeyResult<IReadOnlyList<SalesChannelDetails>>> DeleteAsync(
        IReadOnlyList<DeleteSalesChannelRequest> requests, OperationCall call) =>
        runner.RunAsync(
            workflows.Delete, requests, call, _ => queries.ReadAsync([.. requests.Select(request => request.Id)], call.CancellationToken));
}
