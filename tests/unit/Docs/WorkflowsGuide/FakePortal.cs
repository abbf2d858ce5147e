using ApiKeys.Samples.Workflows;

namespace ApiKeys.UnitTests.Docs.WorkflowsGuide;

internal sealed class FakePortal : IPortal
{
    public Dictionary<string, string> Accounts { get; } = [];

    public Func<Exception?> Fails { get; set; } = () => null;

    public int Asked { get; private set; }

    public Task<string> OpenAccountAsync(string partnerId, string idempotencyKey, CancellationToken cancellationToken)
    {
        Asked++;
        if (Fails() is { } failure)
        {
            throw failure;
        }

        Accounts[idempotencyKey] = partnerId;
        return Task.FromResult(idempotencyKey);
    }

    public Task CloseAccountAsync(string idempotencyKey, CancellationToken cancellationToken)
    {
        Accounts.Remove(idempotencyKey);
        return Task.CompletedTask;
    }
}

internal sealed class FakeVault : IVault
{
    public Dictionary<string, string> Secrets { get; } = [];

    public bool IsSealed { get; set; }

    public Task PutAsync(string name, string secret, CancellationToken cancellationToken)
    {
        if (IsSealed)
        {
            throw new InvalidOperationException("The vault is sealed.");
        }

        Secrets[name] = secret;
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        Secrets.Remove(name);
        return Task.CompletedTask;
    }
}
