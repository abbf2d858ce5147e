using ApiKeys.Keys;
using ApiKeys.Keys.Discard;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>What an operation answered: a refusal, or what it made.</summary>
internal sealed record ModelAnswer(ApiKeyErrorCode? Refusal = null, string Id = "", string? Token = null);

/// <summary>One call of the module's service, or of the workflow behind it inside another that fails afterwards.</summary>
internal sealed record ModelOperation(ModelAct Act, string KeyId, string Title, string TransactionId)
{
    private static readonly Step<int, int, int> Before = Step.Define<int, int, int>(
        "before", (_, input, _) => Task.FromResult(Step.Done(input, input)), (_, _, _) => Task.CompletedTask);

    public static Workflow<Func<WorkflowRun, Task>, int> Outer { get; } = Workflow.Define<Func<WorkflowRun, Task>, int>(
        "outer",
        async (run, inner) =>
        {
            await run.StepAsync(Before, 0);
            await inner(run);
            throw new InvalidOperationException(OperationCase.OuterFailure);
        },
        Before);

    private CreateApiKeyRequest ToCreate => new()
    {
        Type = Act.Target % 2 == 0 ? ApiKeyType.Secret : ApiKeyType.Publishable,
        Title = Title,
        AwaitConfirmation = Act.Kind == ModelKind.CreatePending,
    };

    private RollApiKeyRequest ToRoll => new()
    {
        Id = KeyId,
        OldKeyEndsAfter = Act.Delay,
        AwaitConfirmation = Act.Kind == ModelKind.RollPending,
    };

    public async Task<ModelAnswer> RunAsync(TestModule module) => Act.Kind switch
    {
        ModelKind.Create or ModelKind.CreatePending => Made(
            await module.Keys.CreateAsync(ToCreate, TestModule.Dana, TransactionId, TestModule.Cancellation)),
        ModelKind.Activate => Changed(await module.ActivateAsync(KeyId, TransactionId)),
        ModelKind.Update => Changed(await module.UpdateAsync(new UpdateApiKeyRequest { Id = KeyId, Title = Title }, TransactionId)),
        ModelKind.Revoke or ModelKind.RevokeLater => Changed(await module.RevokeAsync(KeyId, Act.Delay, transactionId: TransactionId)),
        ModelKind.CancelRevocation => Changed(await module.CancelRevocationAsync(KeyId, transactionId: TransactionId)),
        ModelKind.AbortRoll => Changed(await module.AbortRollAsync(KeyId, transactionId: TransactionId)),
        ModelKind.Delete => Changed(await module.DeleteAsync(KeyId, TransactionId)),
        ModelKind.Discard => await DiscardAsync(module),
        _ => Made(await module.Keys.RollAsync(ToRoll, TestModule.Dana, TransactionId, TestModule.Cancellation)),
    };

    public async Task<ModelAnswer> RunUndoneAsync(TestModule module)
    {
        try
        {
            await module.RunAsync(Outer, await WithinAsync(module));
            throw new InvalidOperationException("The outer workflow was to fail.");
        }
        catch (OperationRefusedException refusal)
        {
            return new ModelAnswer(refusal.Errors[0].Code);
        }
        catch (InvalidOperationException exception) when (exception.Message == OperationCase.OuterFailure)
        {
            return new ModelAnswer();
        }
    }

    private static async Task<ModelAnswer> DiscardAsync(TestModule module)
    {
        await module.DiscardAsync();
        return new ModelAnswer();
    }

    private static ModelAnswer Made(ApiKeyResult<CreatedApiKey> result) => result.Succeeded
        ? new ModelAnswer(Id: result.Value.Key.Id, Token: result.Value.Token?.Reveal())
        : new ModelAnswer(result.Errors[0].Code);

    private static ModelAnswer Changed(ApiKeyResult<ApiKeyDetails> result) =>
        result.Succeeded ? new ModelAnswer() : new ModelAnswer(result.Errors[0].Code);

    private async Task<Func<WorkflowRun, Task>> WithinAsync(TestModule module)
    {
        switch (Act.Kind)
        {
            case ModelKind.Create or ModelKind.CreatePending:
                return run => run.WorkflowAsync(module.Get<ApiKeyWorkflows>().Create, [ToCreate]);
            case ModelKind.Update:
                return run => run.WorkflowAsync(module.Get<ApiKeyWorkflows>().Update, [new UpdateApiKeyRequest { Id = KeyId, Title = Title }]);
            case ModelKind.CancelRevocation:
                return run => run.WorkflowAsync(module.Get<ApiKeyWorkflows>().CancelRevocation, new CancelRevocationRequest(KeyId));
            case ModelKind.RollPending:
                return run => run.WorkflowAsync(module.Get<ApiKeyWorkflows>().Roll, [ToRoll]);
            case ModelKind.Delete:
                return run => run.WorkflowAsync(module.Get<ApiKeyWorkflows>().Delete, [new DeleteApiKeyRequest(KeyId)]);
            default:
                await using (var database = module.OpenDatabase())
                {
                    var ids = await database.Set<ApiKey>().Select(key => key.Id).ToListAsync();
                    return run => run.WorkflowAsync(module.Get<UnconfirmedKeys>().Discard, ids);
                }
        }
    }
}
