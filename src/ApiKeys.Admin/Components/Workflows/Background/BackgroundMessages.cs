using ApiKeys.Admin.Components.Audit;
using ApiKeys.Admin.Components.Shared.Display;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Components.Workflows.Execution;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Workflows.Background;

/// <summary>How scheduled jobs and subscribers are put into words.</summary>
public static class BackgroundMessages
{
    public static Tone Tone(this ScheduledJobState state) => state switch
    {
        ScheduledJobState.Running => Shared.Display.Tone.Info,
        ScheduledJobState.Failing => Shared.Display.Tone.Danger,
        _ => Shared.Display.Tone.Neutral,
    };

    public static string Icon(this ScheduledJobState state) => state switch
    {
        ScheduledJobState.Running => AppIcons.Revoking,
        ScheduledJobState.Failing => AppIcons.Warning,
        _ => AppIcons.Schedule,
    };

    public static string Text(this DeliveryState state) => state == DeliveryState.DeadLetter ? "Dead letter" : state.ToString();

    public static Tone Tone(this DeliveryState state) => state switch
    {
        DeliveryState.DeadLetter => Shared.Display.Tone.Danger,
        DeliveryState.Retrying => Shared.Display.Tone.Pending,
        _ => Shared.Display.Tone.Neutral,
    };

    public static string Icon(this DeliveryState state) => state switch
    {
        DeliveryState.DeadLetter => AppIcons.Warning,
        DeliveryState.Retrying => AppIcons.Retry,
        _ => AppIcons.Revoking,
    };

    /// <summary>"Every 5 min".</summary>
    public static string Every(TimeSpan interval) => interval switch
    {
        { TotalDays: 1 } => "Every day",
        { TotalHours: 1 } => "Every hour",
        { TotalMinutes: 1 } => "Every minute",
        _ => $"Every {RelativeTimeText.Duration(interval)}",
    };

    /// <summary>"Created “Importer”".</summary>
    public static string Subject(UndeliveredEvent letter) => $"{letter.Change.Action.Text()} “{letter.Change.SubjectTitle}”";

    public static string DeadLetters(int count) => Counted.Of(count, "dead letter");

    public static string Behind(long behind) => behind switch
    {
        0 => "Up to date",
        1 => "1 event behind",
        _ => $"{Counted.Number(behind)} events behind",
    };

    public static string Attempts(int attempts) => attempts == 1 ? "Tried once" : $"Tried {Counted.Number(attempts)} times";
}
