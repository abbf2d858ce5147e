namespace ApiKeys.Admin.Components.Shared.Frame;

/// <summary>
/// One page above the present one, as the breadcrumb names it.
/// </summary>
public sealed record Crumb(string Text, string Href);
