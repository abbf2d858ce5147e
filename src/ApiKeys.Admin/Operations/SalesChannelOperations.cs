using ApiKeys.Keys;
using ApiKeys.SalesChannels;
using ApiKeys.SalesChannels.Create;

namespace ApiKeys.Admin.Operations;

/// <summary>What an operator can do with sales channels; the same border as <see cref="KeyOperations"/>.</summary>
internal sealed class SalesChannelOperations(ISalesChannelModuleService channels, OperatorGate gate)
{
    public Task<ApiKeyResult<PagedList<SalesChannelDetails>>> ListAsync(
        ListSalesChannelsQuery query, CancellationToken cancellationToken = default) =>
        gate.ReadAsync(async () => ApiKeyResult.Ok(await channels.ListAndCountAsync(query, cancellationToken)), cancellationToken);

    public Task<ApiKeyResult<SalesChannelDetails>> CreateAsync(
        CreateSalesChannelRequest request, string? transactionId, CancellationToken cancellationToken = default) =>
        gate.ChangeAsync(
            "create sales channels", actor => channels.CreateAsync(request, actor, transactionId, cancellationToken), cancellationToken);
}
