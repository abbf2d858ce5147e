using ApiKeys.Admin.Hosting.Health;
using ApiKeys.Admin.Operations.Installation;

namespace ApiKeys.Admin.Hosting.Installation;

/// <inheritdoc cref="IInstallation"/>
internal sealed class ThisInstallation(ConfiguredSettings settings, ReadyReport health) : IInstallation
{
    public IReadOnlyList<SettingSection> ReadSettings() => settings.Read();

    public async Task<IReadOnlyList<HealthFinding>> ReadHealthAsync(CancellationToken cancellationToken)
    {
        var report = await health.ReadAsync(cancellationToken);
        return
        [
            .. report.Entries.Select(entry => new HealthFinding(
                SettingText.Sentence(entry.Key), entry.Value.Status, SettingText.Sentence(ReadyReport.Describe(entry.Value) ?? ""))),
        ];
    }
}
