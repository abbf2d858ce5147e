using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiKeys.Admin.Operations.Installation;

/// <summary>The result of a health check, in words.</summary>
public sealed record HealthFinding(string Check, HealthStatus Status, string Text);
