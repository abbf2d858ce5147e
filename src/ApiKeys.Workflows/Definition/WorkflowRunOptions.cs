namespace ApiKeys.Workflows;

/// <summary>Who runs a workflow, and under what name the call can be repeated.</summary>
/// <param name="StartedBy">Who starts it, as stored in the journal; up to 64 characters.</param>
/// <param name="TransactionId">
/// The caller's name for this call, up to 255 characters, unique per workflow and caller: a second call with it runs nothing, unless the
/// first was undone. The input must be serialisable as JSON then, for its digest tells a repeat from another call.
/// <see langword="null"/> makes every call its own.
/// </param>
public sealed record WorkflowRunOptions(string StartedBy, string? TransactionId = null)
{
    /// <summary>The longest name of who starts an execution, in characters.</summary>
    public const int StartedByMaxLength = WorkflowExecution.StartedByMaxLength;

    /// <summary>The longest transaction id, in characters.</summary>
    public const int TransactionIdMaxLength = WorkflowExecution.TransactionIdMaxLength;
}
