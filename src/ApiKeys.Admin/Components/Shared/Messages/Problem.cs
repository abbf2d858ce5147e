namespace ApiKeys.Admin.Components.Shared.Messages;

/// <summary>
/// Why an act did not happen: what happened, then what was not changed and what to do.
/// </summary>
public sealed record Problem(string Title, string? Detail = null);
