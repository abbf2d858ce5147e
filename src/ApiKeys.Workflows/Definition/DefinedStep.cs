namespace ApiKeys.Workflows;

internal sealed class DefinedStep<TInput, TOutput, TUndo>(
    string name,
    Func<StepContext, TInput, CancellationToken, Task<StepResult<TOutput, TUndo>>> execute,
    Func<StepContext, TUndo, CancellationToken, Task> compensate,
    StepPolicy? policy)
    : Step<TInput, TOutput, TUndo>(name, policy)
{
    protected internal override Task<StepResult<TOutput, TUndo>> ExecuteAsync(
        StepContext step, TInput input, CancellationToken cancellationToken) => execute(step, input, cancellationToken);

    protected internal override Task CompensateAsync(StepContext step, TUndo undo, CancellationToken cancellationToken) =>
        compensate(step, undo, cancellationToken);
}
