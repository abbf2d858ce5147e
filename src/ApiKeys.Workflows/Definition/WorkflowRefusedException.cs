namespace ApiKeys.Workflows;

/// <summary>
/// Thrown by a step or a workflow's function to refuse, for example because of invalid input or a state that doesn't allow the change. It is an expected result, not a
/// failure: the step isn't retried and isn't stored as failed, and telemetry counts it as refused. Earlier steps of the execution are compensated. Derive from it to
/// add details.
/// </summary>
/// <param name="message">The reason. It is stored in the journal if earlier steps are compensated, and shown to users, so it must not contain a secret.</param>
public class WorkflowRefusedException(string message) : Exception(message);
