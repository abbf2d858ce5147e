using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>The stages that the steps of one execution requested. Each runs once.</summary>
internal sealed class AfterCommitStages(
    WorkflowRegistry registry, WorkflowDatabase database, WorkflowTelemetry telemetry, ILogger logger, string workflow)
{
    private readonly Dictionary<AfterCommitStage, List<object>> _asked = [];

    /// <summary>Throws, before anything is committed, if a requested stage isn't registered.</summary>
    public void Require(StepContext step)
    {
        foreach (var stage in step.Asked.Keys)
        {
            registry.Stage(stage);
        }
    }

    /// <summary>Keeps the requests of a step that has committed or refused.</summary>
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

    /// <summary>Requests all stages, without subjects: for a repeated call, because the requests of the first call aren't known.</summary>
    public void NoteAll()
    {
        foreach (var stage in registry.Stages)
        {
            _asked.TryAdd(stage, []);
        }
    }

    /// <summary>Runs the stages that were requested since the last run.</summary>
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
            // Every exception: the changes are committed, and the caller must get the result.
            span.End(Outcome.Failed, failure: exception);
            logger.AfterCommitFailed(stage.Name, workflow, database.Loggable(exception));
        }
    }
}
