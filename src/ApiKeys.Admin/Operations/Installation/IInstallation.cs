namespace ApiKeys.Admin.Operations.Installation;

/// <summary>What the host says about its configuration and its health.</summary>
internal interface IInstallation
{
    /// <summary>All settings, those for owners too.</summary>
    IReadOnlyList<SettingSection> ReadSettings();

    Task<IReadOnlyList<HealthFinding>> ReadHealthAsync(CancellationToken cancellationToken);
}
