namespace ApiKeys.Admin.Components.Shared.Messages;

/// <summary>
/// Why an act did not happen: what happened, then what was not changed and what to do.
/// </summary>
/// <param name="Title">What happened.</param>
/// <param name="Detail">What was not changed and what to do.</param>
/// <param name="IsNews">Whether nothing failed: someone else changed what is shown.</param>
public sealed record Problem(string Title, string? Detail = null, bool IsNews = false);
