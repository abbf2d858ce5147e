namespace ApiKeys.Workflows;

/// <summary>Who runs a workflow, and under what name the call can be repeated.</summary>
/// <param name="StartedBy">Who starts it, as stored in the journal; up to 64 characters.</param>
/// <param name="TransactionId">
/// The caller's name for this call, up to 128 characters, unique per workflow: a second call with it runs nothing.
/// <see langword="null"/> makes every call its own.
/// </param>
public sealed record WorkflowRunOptions(string StartedBy, string? TransactionId = null)
{
    /// <summary>The longest transaction id, in characters.</summary>
    public const int TransactionIdMaxLength = 128;
}
