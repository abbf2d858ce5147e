namespace ApiKeys.Workflows;

/// <summary>Where an execution stands.</summary>
public enum WorkflowState
{
    /// <summary>Its steps run.</summary>
    Running = 1,

    /// <summary>All of it took place.</summary>
    Completed,

    /// <summary>It failed, or its process died; its finished steps are being undone.</summary>
    Compensating,

    /// <summary>It failed, and every finished step was undone.</summary>
    Compensated,

    /// <summary>It failed, and undoing a step failed too, repeatedly. Needs a person: mend the cause, then retry.</summary>
    CompensationFailed,
}
