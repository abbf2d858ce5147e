namespace ApiKeys.Workflows;

/// <summary>A step throws it to say that no further attempt can help: its workflow goes straight to the undo, whatever the step's policy.</summary>
/// <param name="message">What failed. Stored in the journal and shown to operators, so it holds no secret.</param>
/// <param name="innerException">Why, if something else threw.</param>
public sealed class PermanentFailureException(string message, Exception? innerException = null) : Exception(message, innerException);
