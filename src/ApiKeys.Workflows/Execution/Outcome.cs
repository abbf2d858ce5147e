namespace ApiKeys.Workflows;

/// <summary>How a step or an execution ended, as telemetry names it; see <see cref="WorkflowsTelemetry.OutcomeTag"/>.</summary>
internal static class Outcome
{
    public const string Done = "done";
    public const string Completed = "completed";
    public const string Repeated = "repeated";
    public const string Refused = "refused";
    public const string Failed = "failed";
    public const string TimedOut = "timed_out";
    public const string Compensated = "compensated";
    public const string Compensating = "compensating";
    public const string CompensationFailed = "compensation_failed";
    public const string TakenOver = "taken_over";
    public const string Unknown = "unknown";
}
