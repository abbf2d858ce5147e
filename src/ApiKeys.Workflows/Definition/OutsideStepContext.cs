namespace ApiKeys.Workflows;

/// <summary>What a step with an effect outside the database works with.</summary>
public sealed class OutsideStepContext
{
    internal OutsideStepContext(string executionId, int sequence, string startedBy, DateTimeOffset now, int attempt)
    {
        ExecutionId = executionId;
        IdempotencyKey = $"{executionId}-{sequence}";
        StartedBy = startedBy;
        Now = now;
        Attempt = attempt;
    }

    /// <summary>The execution that this step is part of.</summary>
    public string ExecutionId { get; }

    /// <summary>
    /// Names this one effect: the same in every attempt and in the undo, another in every other step and execution. Give it to the other system, so
    /// that a second attempt does nothing twice and the undo finds what it is to undo, even if no answer ever came.
    /// </summary>
    public string IdempotencyKey { get; }

    /// <summary>Who started the execution.</summary>
    public string StartedBy { get; }

    /// <summary>The moment this attempt began, in UTC, whole milliseconds.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; }
}
