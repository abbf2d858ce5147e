using ApiKeys.Workflows;

namespace ApiKeys.Admin.Team.Change;

/// <summary>Deactivates a person and, in the same execution, hands their keys over, rolls or revokes them. What can't be undone comes last.</summary>
internal sealed class DeactivateWorkflow(DeactivateStep deactivate, ApiKeyWorkflows keys)
    : Workflow<DeactivateRequest, IReadOnlyList<DeactivatedPerson>>("deactivate-person", deactivate)
{
    protected internal override async Task<IReadOnlyList<DeactivatedPerson>> RunAsync(WorkflowRun run, DeactivateRequest input)
    {
        OperationRefusedException.ThrowIfAny(input.Check());
        if (input is { HandOver: [], Roll: [], Revoke: [] })
        {
            return [new(await run.FinishAsync(deactivate, input), [])];
        }

        var person = await run.StepAsync(deactivate, input);
        if (input.HandOver.Count > 0)
        {
            var owner = input.NewOwner is { } id ? OwnerChange.To(id) : OwnerChange.ToStore;
            await run.WorkflowAsync(
                keys.Update, [.. input.HandOver.Select(key => new UpdateApiKeyRequest { Id = key, Owner = owner, ExpectedVersion = input.VersionOf(key) })]);
        }

        var rolled = input.Roll.Count == 0 ? [] : await run.WorkflowAsync(
            keys.Roll,
            [
                .. input.Roll.Select(key => new RollApiKeyRequest
                {
                    Id = key,
                    OldKeyEndsAfter = input.RolledEndAfter,
                    AwaitConfirmation = true,

                    // A key that was handed over in this execution has been compared already, and has a new version.
                    ExpectedVersion = input.HandOver.Contains(key) ? null : input.VersionOf(key),
                }),
            ]);
        if (input.Revoke.Count > 0)
        {
            await run.WorkflowAsync(keys.Revoke, [.. input.Revoke.Select(key => new RevokeApiKeyRequest { Id = key, ExpectedVersion = input.VersionOf(key) })]);
        }

        return [new(person, rolled)];
    }
}
