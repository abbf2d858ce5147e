using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Workflows.Background;

/// <summary>The page of background work, as loaded.</summary>
public sealed record BackgroundContent(BackgroundWork Work, bool MayChange);
