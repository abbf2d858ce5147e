namespace ApiKeys.Workflows;

/// <summary>A step took longer than its policy allows. Its workflow was undone.</summary>
/// <param name="step">The step's name.</param>
/// <param name="timeout">How long it had.</param>
/// <param name="innerException">What the cancelled step threw.</param>
public sealed class StepTimedOutException(string step, TimeSpan timeout, Exception innerException)
    : TimeoutException($"The step '{step}' took longer than {timeout}.", innerException)
{
    /// <summary>The step's name.</summary>
    public string Step { get; } = step;

    /// <summary>How long it had.</summary>
    public TimeSpan Timeout { get; } = timeout;
}
