using ApiKeys.Admin.Components.Shared.Display;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Workflows.Execution;

/// <summary>How a step of an execution is put into words.</summary>
public static class StepMessages
{
    public static string Text(this StepState state) => state switch
    {
        StepState.Compensated => "Undone",
        StepState.CompensationFailed => "Undo failed",
        StepState.Irreversible => "Done, for good",
        StepState.Started => "Started",
        StepState.Failed => "Failed",
        _ => "Done",
    };

    public static Tone Tone(this WorkflowStepDetails step) => step switch
    {
        { State: StepState.Compensated } => Shared.Display.Tone.Neutral,
        { State: StepState.CompensationFailed or StepState.Failed } => Shared.Display.Tone.Danger,
        { CompensationError: not null } => Shared.Display.Tone.Pending,
        { State: StepState.Started } => Shared.Display.Tone.Info,
        _ => Shared.Display.Tone.Active,
    };

    public static string Icon(this StepState state) => state switch
    {
        StepState.Compensated => AppIcons.Undo,
        StepState.CompensationFailed => AppIcons.Warning,
        StepState.Failed => AppIcons.Close,
        StepState.Started => AppIcons.Revoking,
        StepState.Irreversible => AppIcons.Lock,
        _ => AppIcons.Check,
    };

    /// <summary>When it began, counted from the execution's start, and how long it took as far as that is known.</summary>
    public static string Times(WorkflowExecutionDetails execution, WorkflowStepDetails step, DateTimeOffset now)
    {
        var began = step.StartedAt - execution.StartedAt;
        var after = began < TimeSpan.FromMilliseconds(1) ? "at once" : $"after {WorkflowMessages.Length(began)}";
        return step switch
        {
            { DoneAt: { } done } => $"{after}, took {WorkflowMessages.Length(done - step.StartedAt)}{InAttempts(step.Attempts)}",
            { State: StepState.Started } when execution.State == WorkflowState.Running => $"{after}, for {WorkflowMessages.Length(now - step.StartedAt)} so far",
            _ => after + InAttempts(step.Attempts),
        };
    }

    /// <summary>What became of its undo; <see langword="null"/> when there is nothing to say.</summary>
    public static string? Undo(WorkflowExecutionDetails execution, WorkflowStepDetails step) => (execution.State, step) switch
    {
        (_, { CompensatedAt: { } undone }) =>
            $"Undone {WorkflowMessages.Length(undone - (step.DoneAt ?? step.StartedAt))} later{AtAttempt(step.CompensationAttempts)}"
            + (step.DoneAt is null ? ". Whether it had taken place is not known; its undo ran in any case" : ""),
        (_, { State: StepState.CompensationFailed }) => $"Its undo was given up{After(step.CompensationAttempts)}",
        (_, { State: StepState.Irreversible }) when execution.State != WorkflowState.Running && execution.State != WorkflowState.Completed =>
            "Has no way back, so it stays",
        (WorkflowState.Compensating, { CompensationAttempts: > 0 }) => $"Its undo has failed {Times(step.CompensationAttempts)} so far",
        (WorkflowState.Compensating, { State: StepState.Done or StepState.Started }) => "Waits to be undone",
        (WorkflowState.CompensationFailed, { State: StepState.Done or StepState.Started }) => "Not undone: its turn comes after the steps that followed it",
        _ => null,
    };

    private static string InAttempts(int attempts) => attempts > 1 ? $" in {attempts} attempts" : "";

    private static string AtAttempt(int attempts) => attempts > 1 ? $", at attempt {attempts}" : "";

    private static string After(int attempts) => attempts > 1 ? $" after {attempts} attempts" : "";

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";
}
