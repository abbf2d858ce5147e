using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Samples.Workflows;

// docs: subscriber
public sealed class CloseRevokedPartner(IDbContextFactory<StoreDbContext> stores, IWorkflowRunner workflows)
    : EventSubscriber("close-revoked-partner")
{
    public override IReadOnlySet<ApiKeyAction> Actions { get; } = new HashSet<ApiKeyAction> { ApiKeyAction.Revoked };

    protected override async Task HandleAsync(
        ApiKeyEventDetails change, EventDelivery delivery, CancellationToken cancellationToken)
    {
        await using var store = await stores.CreateDbContextAsync(cancellationToken);
        var id = await store.Partners.Where(partner => partner.KeyId == change.SubjectId)
            .Select(partner => partner.Id).SingleOrDefaultAsync(cancellationToken);
        if (id is not null)
        {
            // A repeated delivery has the same id, so the partner isn't closed twice.
            await workflows.RunAsync(
                ClosePartner.Workflow, id, new WorkflowRunOptions("subscriber", delivery.Id), cancellationToken);
        }
    }
}
// docs: end
