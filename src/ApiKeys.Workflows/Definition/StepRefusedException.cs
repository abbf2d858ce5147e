namespace ApiKeys.Workflows;

/// <summary>A step that may not run: its execution has ended, or its workflow doesn't declare it.</summary>
internal sealed class StepRefusedException(string message) : InvalidOperationException(message);
