using ApiKeys.Workflows;

namespace ApiKeys.Samples.Workflows;

// docs: hook
public interface IVault
{
    Task PutAsync(string name, string secret, CancellationToken cancellationToken);

    Task DeleteAsync(string name, CancellationToken cancellationToken);
}

/// <summary>Puts every new secret into the vault. If that fails, the key is not created.</summary>
public sealed class VaultHook(ApiKeyWorkflows keys, PutInVaultStep put)
    : WorkflowHook<IReadOnlyList<CreateApiKeyRequest>, IReadOnlyList<CreatedApiKey>>(keys.Create, put)
{
    protected override async Task RunAsync(
        WorkflowRun run, IReadOnlyList<CreateApiKeyRequest> input, IReadOnlyList<CreatedApiKey> output)
    {
        foreach (var created in output)
        {
            await run.StepAsync(put, (created.Key.Id, created.Token!));
        }
    }
}

public sealed class PutInVaultStep(IVault vault) : OutsideStep<(string KeyId, ApiKeyToken Token), string, string>("put-in-vault")
{
    // The prepared value is stored, so it is the id and not the token.
    protected override string Prepare((string KeyId, ApiKeyToken Token) input) => input.KeyId;

    protected override async Task<StepResult<string, string>> ExecuteAsync(
        OutsideStepContext step, (string KeyId, ApiKeyToken Token) input, CancellationToken cancellationToken)
    {
        await vault.PutAsync(input.KeyId, input.Token.Reveal(), cancellationToken);
        return Step.Done(output: input.KeyId, undo: input.KeyId);
    }

    protected override Task CompensateAsync(OutsideStepContext step, string keyId, CancellationToken cancellationToken) =>
        vault.DeleteAsync(keyId, cancellationToken);
}
// docs: end
