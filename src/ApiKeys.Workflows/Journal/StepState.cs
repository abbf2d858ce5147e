namespace ApiKeys.Workflows;

/// <summary>Where a step of an execution stands. A step that never committed anything has no row, unless its failure ended the execution.</summary>
public enum StepState
{
    /// <summary>Its effect is committed.</summary>
    Done = 1,

    /// <summary>Its effect was undone.</summary>
    Compensated,

    /// <summary>Undoing its effect failed, repeatedly.</summary>
    CompensationFailed,

    /// <summary>Its effect is committed and has no way back; an undo passes it over.</summary>
    Irreversible,

    /// <summary>Its effect, outside the database, has begun and may have taken place.</summary>
    Started,

    /// <summary>It failed without an effect, in an execution that was undone.</summary>
    Failed,
}
