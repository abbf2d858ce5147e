using ApiKeys.Audit;
using ApiKeys.Keys.Listing;
using ApiKeys.Operations;
using ApiKeys.Receipts;
using ApiKeys.Usage.Recording;

namespace ApiKeys;

/// <inheritdoc cref="IApiKeyModuleService"/>
internal sealed class ApiKeyModuleService(
    ApiKeyOperations operations,
    ApiKeyQueries queries,
    EventQueries events,
    ApiKeyWorkflows workflows,
    IApiKeyVerifier verifier,
    IRevocationReceipts receipts,
    UseRecorder uses) : IApiKeyModuleService
{
    public async Task<ApiKeyResult<CreatedApiKey>> CreateAsync(
        CreateApiKeyRequest request, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        (await CreateAsync([request], actor, transactionId, cancellationToken)).Single();

    public Task<ApiKeyResult<IReadOnlyList<CreatedApiKey>>> CreateAsync(
        IReadOnlyList<CreateApiKeyRequest> requests, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        operations.CreateAsync(workflows.Create, requests, new OperationCall(actor, transactionId, cancellationToken));

    public async Task<ApiKeyResult<ApiKeyDetails>> ActivateAsync(
        string id, Actor actor, Guid? expectedVersion, string? transactionId, CancellationToken cancellationToken) =>
        (await ActivateAsync([new ActivateApiKeyRequest(id, expectedVersion)], new OperationCall(actor, transactionId, cancellationToken))).Single();

    public Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> ActivateAsync(
        IReadOnlyList<string> ids, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        ActivateAsync([.. ids.Select(id => new ActivateApiKeyRequest(id))], new OperationCall(actor, transactionId, cancellationToken));

    public async Task<ApiKeyResult<ApiKeyDetails>> UpdateAsync(
        UpdateApiKeyRequest request, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        (await UpdateAsync([request], actor, transactionId, cancellationToken)).Single();

    public Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> UpdateAsync(
        IReadOnlyList<UpdateApiKeyRequest> requests, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        operations.ChangeAsync(
            workflows.Update,
            requests,
            () => [.. requests.Select(request => request.Id)],
            new OperationCall(actor, transactionId, cancellationToken));

    public async Task<ApiKeyResult<ApiKeyDetails>> RevokeAsync(
        RevokeApiKeyRequest request, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        (await RevokeAsync([request], actor, transactionId, cancellationToken)).Single();

    public Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> RevokeAsync(
        IReadOnlyList<RevokeApiKeyRequest> requests, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        operations.ChangeAsync(
            workflows.Revoke,
            requests,
            () => [.. requests.Select(request => request.Id)],
            new OperationCall(actor, transactionId, cancellationToken));

    public async Task<ApiKeyResult<ApiKeyDetails>> CancelRevocationAsync(
        string id, Actor actor, Guid? expectedVersion, string? transactionId, CancellationToken cancellationToken) =>
        (await operations.ChangeAsync(
            workflows.CancelRevocation,
            new CancelRevocationRequest(id, expectedVersion),
            () => [id],
            new OperationCall(actor, transactionId, cancellationToken))).Single();

    public async Task<ApiKeyResult<CreatedApiKey>> RollAsync(
        RollApiKeyRequest request, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        (await RollAsync([request], actor, transactionId, cancellationToken)).Single();

    public Task<ApiKeyResult<IReadOnlyList<CreatedApiKey>>> RollAsync(
        IReadOnlyList<RollApiKeyRequest> requests, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        operations.CreateAsync(workflows.Roll, requests, new OperationCall(actor, transactionId, cancellationToken));

    public async Task<ApiKeyResult<ApiKeyDetails>> AbortRollAsync(
        AbortRollRequest request, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        (await operations.ChangeAsync(
            workflows.AbortRoll,
            request,
            () => [request.Id],
            new OperationCall(actor, transactionId, cancellationToken))).Single();

    public async Task<ApiKeyResult<ApiKeyDetails>> LinkSalesChannelsAsync(
        LinkSalesChannelsRequest request, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        (await operations.ChangeAsync(
            workflows.LinkSalesChannels,
            request,
            () => [request.Id],
            new OperationCall(actor, transactionId, cancellationToken))).Single();

    public async Task<ApiKeyResult<ApiKeyDetails>> DeleteAsync(
        string id, Actor actor, Guid? expectedVersion, string? transactionId, CancellationToken cancellationToken) =>
        (await DeleteAsync([new DeleteApiKeyRequest(id, expectedVersion)], new OperationCall(actor, transactionId, cancellationToken))).Single();

    public Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> DeleteAsync(
        IReadOnlyList<string> ids, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        DeleteAsync([.. ids.Select(id => new DeleteApiKeyRequest(id))], new OperationCall(actor, transactionId, cancellationToken));

    public Task<IReadOnlyList<ApiKeyDetails>> ListAsync(ListApiKeysQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return queries.ListAsync(query, cancellationToken);
    }

    public Task<PagedList<ApiKeyDetails>> ListAndCountAsync(ListApiKeysQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return queries.ListAndCountAsync(query, cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, int>> CountByOwnerAsync(CancellationToken cancellationToken) => queries.CountByOwnerAsync(cancellationToken);

    public async Task<ApiKeyDetails?> RetrieveAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return await queries.RetrieveAsync(id, cancellationToken) is { } key
            ? key.RevokedAt is { } revokedAt ? key with { Receipt = await receipts.FindAsync(id, revokedAt, cancellationToken) } : key
            : null;
    }

    public Task<PagedList<ApiKeyEventDetails>> ListEventsAsync(ListApiKeyEventsQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return events.ListAsync(query, cancellationToken);
    }

    public IAsyncEnumerable<ApiKeyDetails> ReadAllAsync(ApiKeyFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return queries.ReadAllAsync(filter);
    }

    public IAsyncEnumerable<ApiKeyEventDetails> ReadAllEventsAsync(ApiKeyEventFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return events.ReadAllAsync(filter);
    }

    public async ValueTask<VerificationResult> AuthenticateAsync(
        string? token, ApiKeyType requiredType, ApiKeyCaller caller, CancellationToken cancellationToken)
    {
        var result = await verifier.VerifyAsync(token, requiredType, cancellationToken);
        if (result.Key is { } key)
        {
            uses.Note(key, result.Code, caller);
        }
        else
        {
            uses.Note(result.Code);
        }

        return result;
    }

    private Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> ActivateAsync(IReadOnlyList<ActivateApiKeyRequest> requests, OperationCall call) =>
        operations.ChangeAsync(workflows.Activate, requests, () => [.. requests.Select(request => request.Id)], call);

    private Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> DeleteAsync(IReadOnlyList<DeleteApiKeyRequest> requests, OperationCall call) =>
        operations.ChangeAsync(workflows.Delete, requests, () => [.. requests.Select(request => request.Id)], call);
}
