namespace ApiKeys.Admin.Components.Shared.Messages;

/// <summary>
/// Where a message leads: to what changed.
/// </summary>
public sealed record FeedbackLink(string Text, string Href);
