namespace ApiKeys.Workflows;

/// <summary>The journal names a step that no registered workflow has.</summary>
internal sealed class UnknownStepException(string step)
    : InvalidOperationException($"No registered workflow has a step '{step}', so it can't be undone by this process.");
