using ApiKeys.Workflows;

namespace ApiKeys.Samples.Workflows;

// docs: workflow
public sealed record OnboardedPartner(string Id, string Account, CreatedApiKey Key);

public sealed class OnboardPartnerWorkflow(AddPartnerStep add, NoteKeyStep note, OpenAccountStep open, ApiKeyWorkflows keys)
    : Workflow<NewPartner, OnboardedPartner>("onboard-partner", add, note, open)
{
    protected override async Task<OnboardedPartner> RunAsync(WorkflowRun run, NewPartner input)
    {
        var id = await run.StepAsync(add, input);
        var created = await run.WorkflowAsync(
            keys.Create, [new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = input.Name, Scopes = ["orders:read"] }]);
        await run.StepAsync(note, (id, created[0].Key.Id));
        var account = await run.StepAsync(open, id);
        return new OnboardedPartner(id, account, created[0]);
    }
}
// docs: end
