using ApiKeys.Admin.Components.Shared.Display;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using System.Globalization;

namespace ApiKeys.Admin.Components.Workflows;

/// <summary>How executions and their steps are put into words.</summary>
public static class WorkflowMessages
{
    public static string Href(string executionId) => $"/workflows/{Uri.EscapeDataString(executionId)}";

    public static string Count(int count) =>
        Counted.Of(count, "execution");

    public static string Text(this WorkflowState state) => state == WorkflowState.CompensationFailed ? "Compensation failed" : state.ToString();

    public static Tone Tone(this WorkflowState state) => state switch
    {
        WorkflowState.Running => Shared.Display.Tone.Info,
        WorkflowState.Completed => Shared.Display.Tone.Active,
        WorkflowState.Compensating => Shared.Display.Tone.Pending,
        WorkflowState.CompensationFailed => Shared.Display.Tone.Danger,
        _ => Shared.Display.Tone.Neutral,
    };

    public static string Icon(this WorkflowState state) => state switch
    {
        WorkflowState.Running => AppIcons.Revoking,
        WorkflowState.Completed => AppIcons.Active,
        WorkflowState.CompensationFailed => AppIcons.Warning,
        _ => AppIcons.Undo,
    };

    /// <summary>Whether it goes on by itself.</summary>
    public static bool IsUnderWay(this WorkflowState state) => state is WorkflowState.Running or WorkflowState.Compensating;

    /// <summary>How long an execution took, down to milliseconds: most are over within a few.</summary>
    public static string Took(WorkflowExecutionDetails execution) => execution.EndedAt is { } ended
        ? Capital(Length(ended - execution.StartedAt))
        : "Not over yet";

    /// <summary>A length of time down to milliseconds: "12 ms", "1.4 s", "2 min 5 s".</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalMilliseconds: < 1 } => "under 1 ms",
        { TotalSeconds: < 1 } => string.Create(CultureInfo.CurrentCulture, $"{length.TotalMilliseconds:N0} ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.CurrentCulture, $"{length.TotalSeconds:N1} s"),
        { TotalHours: < 1, Seconds: > 0 } => $"{length.Minutes} min {length.Seconds} s",
        _ => RelativeTimeText.Duration(length),
    };

    private static string Capital(string words) => char.ToUpper(words[0], CultureInfo.CurrentCulture) + words[1..];
}
