using ApiKeys.Admin.Components.Shared;
using ApiKeys.Admin.Theme;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Workflows;

/// <summary>How executions and their steps are put into words.</summary>
public static class WorkflowWords
{
    public static string Href(string executionId) => $"/workflows?run={Uri.EscapeDataString(executionId)}";

    public static string Text(this WorkflowState state) => state == WorkflowState.CompensationFailed ? "Compensation failed" : state.ToString();

    public static Tone Tone(this WorkflowState state) => state switch
    {
        WorkflowState.Running => Shared.Tone.Info,
        WorkflowState.Completed => Shared.Tone.Active,
        WorkflowState.Compensating => Shared.Tone.Pending,
        WorkflowState.CompensationFailed => Shared.Tone.Danger,
        _ => Shared.Tone.Neutral,
    };

    public static string Icon(this WorkflowState state) => state switch
    {
        WorkflowState.Running => AppIcons.Revoking,
        WorkflowState.Completed => AppIcons.Active,
        WorkflowState.CompensationFailed => AppIcons.Warning,
        _ => AppIcons.Undo,
    };

    public static string Text(this StepState state) => state switch
    {
        StepState.Compensated => "Undone",
        StepState.CompensationFailed => "Undo failed",
        StepState.Irreversible => "Done, for good",
        StepState.Started => "Started",
        StepState.Failed => "Failed",
        _ => "Done",
    };

    public static string Icon(this StepState state) => state switch
    {
        StepState.Compensated => AppIcons.Undo,
        StepState.CompensationFailed or StepState.Failed => AppIcons.Warning,
        StepState.Started => AppIcons.Revoking,
        _ => AppIcons.Check,
    };

    /// <summary>How long an execution took, down to milliseconds: most are over within a few.</summary>
    public static string Took(WorkflowExecutionDetails execution) => execution.EndedAt is not { } ended
        ? "Not over yet"
        : (ended - execution.StartedAt) switch
        {
            { TotalMilliseconds: < 1 } => "Under 1 ms",
            { TotalSeconds: < 1 } took => $"{took.TotalMilliseconds:N0} ms",
            { TotalMinutes: < 1 } took => $"{took.TotalSeconds:N1} s",
            var took => RelativeTimeText.Duration(took),
        };
}
