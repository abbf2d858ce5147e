using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Workflows.List;

/// <summary>A row of the list of executions.</summary>
/// <param name="Execution">The execution.</param>
/// <param name="Subject">What it changed; <see langword="null"/> when nothing of that is in the audit log.</param>
public sealed record ExecutionRow(WorkflowExecutionDetails Execution, ExecutionSubject? Subject = null);

/// <summary>What an execution changed first, and how much more.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title when it was changed.</param>
/// <param name="Href">Its page; <see langword="null"/> without one.</param>
/// <param name="IsKey">Whether it is a key.</param>
/// <param name="Others">How many others were changed; <see langword="null"/> where that was not counted.</param>
public sealed record ExecutionSubject(string Id, string Title, string? Href, bool IsKey, int? Others);
