namespace ApiKeys.Workflows;

/// <summary>
/// A step or a workflow's function throws it to say no: bad input, a state that doesn't allow it. That is an expected answer and no failure. The step isn't tried
/// again and isn't written down as failed, telemetry counts it as refused, and what earlier steps of the execution did is undone. Derive from it to say more.
/// </summary>
/// <param name="message">Why. Stored in the journal where earlier steps were undone, and shown to operators, so it holds no secret.</param>
public class WorkflowRefusedException(string message) : Exception(message);
