using ApiKeys.Operations;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Policies;

/// <inheritdoc cref="IApiKeyPolicies"/>
internal sealed class ApiKeyPolicies(IDbContextFactory<ApiKeysDbContext> databases, OperationRunner runner) : IApiKeyPolicies
{
    public Workflow<UpdatePolicyRequest, IReadOnlyList<StorePolicies>> Update { get; } = Workflow.DefineOneStep(
        "update-policy", new UpdatePolicyStep(), request => OperationRefusedException.ThrowIfAny(PolicyChecks.Check(request)));

    public async Task<StorePolicies> ReadAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ReadPoliciesAsync(cancellationToken);
    }

    public async Task<ApiKeyResult<StorePolicies>> UpdateAsync(
        UpdatePolicyRequest request, Actor actor, string? transactionId, CancellationToken cancellationToken) =>
        (await runner.RunAsync(Update, request, new OperationCall(actor, transactionId, cancellationToken), async _ => [await ReadAsync(cancellationToken)])).Single();
}
