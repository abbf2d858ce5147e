using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>The stages that the steps of one execution ask for, each of which runs once.</summary>
internal sealed class AfterCommitStages(
    WorkflowRegistry registry, WorkflowDatabase database, WorkflowTelemetry telemetry, ILogger logger, string workflow)
{
    private readonly Dictionary<AfterCommitStage, List<object>> _asked = [];

    /// <summary>Refuses, before anything is committed, a stage that isn't registered.</summary>
    public void Require(StepContext step)
    {
        foreach (var stage in step.Asked.Keys)
        {
            registry.Stage(stage);
        }
    }

    /// <summary>Notes what a step asked for that has committed or refused.</summary>
    public void Note(StepContext step)
    {
        foreach (var (stage, subjects) in step.Asked)
        {
            var found = registry.Stage(stage);
            if (!_asked.TryAdd(found, [.. subjects]))
            {
                _asked[found].AddRange(subjects);
            }
        }
    }

    /// <summary>Notes all stages, without anything to work on: for a call that repeats another, of which nobody knows what it asked for.</summary>
    public void NoteAll()
    {
        foreach (var stage in registry.Stages)
        {
            _asked.TryAdd(stage, []);
        }
    }

    /// <summary>Runs what was asked for since the last time.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in registry.Stages)
        {
            if (_asked.Remove(stage, out var subjects))
            {
                await RunAsync(stage, subjects, cancellationToken);
            }
        }
    }

    private async Task RunAsync(AfterCommitStage stage, List<object> subjects, CancellationToken cancellationToken)
    {
        using var span = telemetry.StartStage(workflow, stage.Name);
        try
        {
            await stage.RunAsync(subjects, cancellationToken);
            span.End(Outcome.Done);
        }
        catch (Exception exception)
        {
            // Whatever it was: the changes are committed, and the caller has to hear so.
            span.End(Outcome.Failed, failure: exception);
            logger.AfterCommitFailed(stage.Name, workflow, database.Loggable(exception));
        }
    }
}
