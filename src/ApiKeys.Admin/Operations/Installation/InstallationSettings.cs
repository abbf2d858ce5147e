namespace ApiKeys.Admin.Operations.Installation;

/// <summary>The settings that a user sees.</summary>
/// <param name="Sections">The settings by heading.</param>
/// <param name="IsWhole">Whether those for owners are among them.</param>
public sealed record InstallationSettings(IReadOnlyList<SettingSection> Sections, bool IsWhole);
