using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ApiKeys.Workflows;

/// <summary>
/// Spans and metrics of executions and steps, under the name <c>ApiKeys</c>. They carry names and outcomes; never inputs, outputs, or an exception's message,
/// which host code may have put anything into.
/// </summary>
internal sealed class WorkflowTelemetry
{
    private static readonly ActivitySource Source = new(WorkflowsTelemetry.Name);

    private readonly WorkflowDatabase _database;
    private readonly Counter<long> _executions;
    private readonly Histogram<double> _executionDuration;
    private readonly Counter<long> _steps;
    private readonly Histogram<double> _stepDuration;

    public WorkflowTelemetry(IMeterFactory meters, WorkflowDatabase database)
    {
        _database = database;
        var meter = meters.Create(WorkflowsTelemetry.Name);
        _executions = meter.CreateCounter<long>("apikeys.workflow.executions", "{execution}", "Executions that ended, by workflow and outcome.");
        _executionDuration = meter.CreateHistogram<double>(
            "apikeys.workflow.execution.duration", "s", "How long executions took, including compensation and the stages after the commit.");
        _steps = meter.CreateCounter<long>("apikeys.workflow.steps", "{step}", "Steps, compensations and stages after the commit that ended, by workflow, step and outcome.");
        _stepDuration = meter.CreateHistogram<double>("apikeys.workflow.step.duration", "s", "How long steps took, their attempts included.");
    }

    /// <summary>Counts what the undo of an execution came to whose caller is gone.</summary>
    public void Recovered(string workflow, WorkflowState state) => _executions.Add(1, new TagList
    {
        { WorkflowsTelemetry.WorkflowTag, workflow },
        {
            WorkflowsTelemetry.OutcomeTag,
            state switch
            {
                WorkflowState.Completed => Outcome.Completed,
                WorkflowState.Compensated => Outcome.Compensated,
                WorkflowState.CompensationFailed => Outcome.CompensationFailed,
                _ => Outcome.Compensating,
            }
        },
    });

    public Span StartExecution(string workflow)
    {
        var activity = Source.StartActivity("workflow " + workflow);
        activity?.SetTag(WorkflowsTelemetry.WorkflowTag, workflow);
        return new Span(this, activity, workflow, null, _database.Timestamp());
    }

    public Span StartStep(string workflow, string step) => StartStep("step " + step, workflow, step);

    public Span StartStage(string workflow, string stage) => StartStep("after commit " + stage, workflow, stage);

    public Span StartCompensation(string workflow, string step) => StartStep("compensate " + step, workflow, step);

    private Span StartStep(string name, string workflow, string step)
    {
        var activity = Source.StartActivity(name);
        activity?.SetTag(WorkflowsTelemetry.WorkflowTag, workflow);
        activity?.SetTag(WorkflowsTelemetry.StepTag, step);
        return new Span(this, activity, workflow, step, _database.Timestamp());
    }

    private void Record(string workflow, string? step, string outcome, string? errorType, double seconds)
    {
        var tags = new TagList { { WorkflowsTelemetry.WorkflowTag, workflow }, { WorkflowsTelemetry.OutcomeTag, outcome } };
        if (errorType is not null)
        {
            tags.Add(WorkflowsTelemetry.ErrorTypeTag, errorType);
        }

        if (step is null)
        {
            _executions.Add(1, tags);
            _executionDuration.Record(seconds, tags);
            return;
        }

        tags.Add(WorkflowsTelemetry.StepTag, step);
        _steps.Add(1, tags);
        _stepDuration.Record(seconds, tags);
    }

    /// <summary>One execution or step under way.</summary>
    public sealed class Span(WorkflowTelemetry telemetry, Activity? activity, string workflow, string? step, long start) : IDisposable
    {
        /// <summary>What became of the undo, where there was one.</summary>
        public string? UndoOutcome { get; set; }

        public void Name(string executionId) => activity?.SetTag(WorkflowsTelemetry.ExecutionTag, executionId);

        /// <param name="outcome">See <see cref="Outcome"/>.</param>
        /// <param name="attempts">How often a step was tried.</param>
        /// <param name="failure">The exception. Only its type is recorded, because its message may contain a secret.</param>
        public void End(string outcome, int? attempts = null, Exception? failure = null)
        {
            var errorType = failure?.GetType().FullName;
            activity?.SetTag(WorkflowsTelemetry.OutcomeTag, outcome);
            activity?.SetTag(WorkflowsTelemetry.AttemptsTag, attempts);
            activity?.SetTag(WorkflowsTelemetry.ErrorTypeTag, errorType);
            activity?.SetStatus(EndedWell(outcome) ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
            telemetry.Record(workflow, step, outcome, errorType, telemetry._database.Elapsed(start).TotalSeconds);
        }

        public void Dispose() => activity?.Dispose();

        // An undo that succeeded ended well; an execution that had to be undone did not.
        private bool EndedWell(string outcome) =>
            outcome is Outcome.Done or Outcome.Completed or Outcome.Repeated or Outcome.Refused || (outcome == Outcome.Compensated && step is not null);
    }
}
