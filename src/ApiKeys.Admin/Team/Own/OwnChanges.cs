using ApiKeys.Admin.Identity.OwnChanges;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Team.Own;

/// <inheritdoc cref="IOwnChanges"/>
/// <remarks>A store that is away or busy throws: the page then says that nothing was changed.</remarks>
internal sealed class OwnChanges(IWorkflowRunner runner, TeamWorkflows workflows) : IOwnChanges
{
    public async Task<bool> MakeAsync(string userId, string? seenStamp, OwnChange change, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await runner.RunAsync(
                workflows.ChangeOwnAccount, new OwnChangeRequest(userId, seenStamp) { Change = change }, new WorkflowRunOptions(userId), cancellationToken);
            return outcome.Output;
        }
        catch (OperationRefusedException)
        {
            return false;
        }
    }
}
