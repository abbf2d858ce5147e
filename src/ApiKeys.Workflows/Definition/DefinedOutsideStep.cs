namespace ApiKeys.Workflows;

internal sealed class DefinedOutsideStep<TInput, TOutput, TUndo>(
    string name,
    Func<TInput, TUndo> prepare,
    Func<OutsideStepContext, TInput, CancellationToken, Task<StepResult<TOutput, TUndo>>> execute,
    Func<OutsideStepContext, TUndo, CancellationToken, Task> compensate,
    StepPolicy? policy)
    : OutsideStep<TInput, TOutput, TUndo>(name, policy)
{
    protected internal override TUndo Prepare(TInput input) => prepare(input);

    protected internal override Task<StepResult<TOutput, TUndo>> ExecuteAsync(
        OutsideStepContext step, TInput input, CancellationToken cancellationToken) => execute(step, input, cancellationToken);

    protected internal override Task CompensateAsync(OutsideStepContext step, TUndo undo, CancellationToken cancellationToken) =>
        compensate(step, undo, cancellationToken);
}
