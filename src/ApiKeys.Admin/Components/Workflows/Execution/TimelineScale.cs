using ApiKeys.Workflows;
using System.Globalization;

namespace ApiKeys.Admin.Components.Workflows.Execution;

/// <summary>Where the steps of an execution lie in its time, for bars drawn to scale. Undoing is not on it: it can take a thousand times as long.</summary>
internal sealed class TimelineScale
{
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _now;
    private readonly TimeSpan _length;
    private readonly bool _isRunning;

    public TimelineScale(WorkflowExecutionDetails execution, DateTimeOffset now)
    {
        _from = execution.StartedAt;
        _now = now;
        _isRunning = execution.State == WorkflowState.Running;
        var completed = execution.State == WorkflowState.Completed ? execution.EndedAt : null;
        _length = execution.Steps.Select(End).Append(completed ?? _from).Max() - _from;

        // One bar alone compares with nothing.
        IsDrawn = execution.Steps.Count > 1 && _length > TimeSpan.Zero;
    }

    public bool IsDrawn { get; }

    /// <summary>The bar of a step, as custom properties of its element.</summary>
    public string Style(WorkflowStepDetails step)
    {
        var from = Math.Clamp((step.StartedAt - _from) / _length, 0, 1);
        var to = Math.Clamp((End(step) - _from) / _length, from, 1);
        return string.Create(CultureInfo.InvariantCulture, $"--from: {from * 100:F2}%; --length: {(to - from) * 100:F2}%");
    }

    private DateTimeOffset End(WorkflowStepDetails step) =>
        step.DoneAt ?? (_isRunning && step.State == StepState.Started ? _now : step.StartedAt);
}
