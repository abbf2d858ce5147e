namespace ApiKeys.Workflows;

/// <summary>The names under which the engine can be watched, for example with OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>.</summary>
public static class WorkflowsTelemetry
{
    /// <summary>The name of the engine's <see cref="System.Diagnostics.ActivitySource"/> and <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string Name = "ApiKeys.Workflows";

    /// <summary>The tag with a workflow's name.</summary>
    public const string WorkflowTag = "apikeys.workflow";

    /// <summary>The tag with a step's name.</summary>
    public const string StepTag = "apikeys.workflow.step";

    /// <summary>
    /// The tag that tells how an execution ended (<c>completed</c>, <c>repeated</c>, <c>refused</c>, <c>failed</c>, <c>compensated</c>, <c>compensating</c> where the undo goes on
    /// later, <c>compensation_failed</c>, <c>taken_over</c>, <c>unknown</c>) or a step (<c>done</c>, <c>refused</c>, <c>failed</c>, <c>timed_out</c>, <c>compensated</c>,
    /// <c>compensating</c>, <c>compensation_failed</c>). What a recovery came to is counted among the executions too, without a duration.
    /// </summary>
    public const string OutcomeTag = "apikeys.outcome";

    /// <summary>
    /// The tag with the type of the exception that ended an execution, a step, a compensation or a stage after the commit. It is absent if nothing failed. OpenTelemetry
    /// defines the name.
    /// </summary>
    public const string ErrorTypeTag = "error.type";

    /// <summary>The tag with an execution's id. On spans only.</summary>
    public const string ExecutionTag = "apikeys.workflow.execution_id";

    /// <summary>The tag with the number of attempts that a step took. On spans only.</summary>
    public const string AttemptsTag = "apikeys.workflow.attempts";
}
