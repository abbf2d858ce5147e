namespace ApiKeys.Admin.Operations.Installation;

/// <summary>How the installation fares now.</summary>
/// <param name="Checks">The results of the health checks.</param>
/// <param name="Nodes">The nodes; null while the database can't be read.</param>
public sealed record InstallationState(IReadOnlyList<HealthFinding> Checks, IReadOnlyList<NodeDetails>? Nodes);
