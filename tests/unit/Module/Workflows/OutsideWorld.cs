using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>Another system, which notes what it is asked for.</summary>
internal sealed class OutsideWorld
{
    public List<(string Key, int Attempt)> Executed { get; } = [];

    public List<(string Key, string Undo)> Undone { get; } = [];

    /// <summary>How many of the next calls fail.</summary>
    public int Failures { get; set; }

    public Func<CancellationToken, Task> OnExecute { get; set; } = _ => Task.CompletedTask;

    public Action OnUndo { get; set; } = () => { };

    public OutsideStep<int, int, string> Step(string name, StepPolicy? policy = null) =>
        ApiKeys.Workflows.Step.DefineOutside<int, int, string>(
            name, input => $"prepared {input}", ExecuteAsync, CompensateAsync, policy ?? new StepPolicy());

    private async Task<StepResult<int, string>> ExecuteAsync(OutsideStepContext step, int input, CancellationToken cancellationToken)
    {
        Executed.Add((step.IdempotencyKey, step.Attempt));
        if (Failures-- > 0)
        {
            throw new IOException("The line is dead.");
        }

        await OnExecute(cancellationToken);
        return ApiKeys.Workflows.Step.Done(input, $"answered {input}");
    }

    private Task CompensateAsync(OutsideStepContext step, string undo, CancellationToken cancellationToken)
    {
        Undone.Add((step.IdempotencyKey, undo));
        OnUndo();
        return Task.CompletedTask;
    }
}
