using ApiKeys.Admin.Identity;
using ApiKeys.Verification.Nodes;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Operations.Installation;

/// <summary>What a user can see of the configuration and of the server's state. How people sign in, mail and the database file are for owners.</summary>
internal sealed class SettingsOperations(IInstallation installation, NodeWatch nodes, OperatorGate gate)
{
    public Task<ApiKeyResult<InstallationSettings>> ReadAsync(CancellationToken cancellationToken = default) =>
        gate.ReadAsync(
            async () =>
            {
                var isOwner = await gate.IsAllowedAsync(AdminPolicies.ManageTeam, cancellationToken);
                var shown =
                    from section in installation.ReadSettings()
                    let settings = section.Settings.Where(setting => isOwner || !setting.IsForOwners).ToList()
                    where settings.Count > 0
                    select section with { Settings = settings };
                return ApiKeyResult.Ok(new InstallationSettings([.. shown], isOwner));
            },
            cancellationToken);

    public Task<ApiKeyResult<InstallationState>> ReadStateAsync(CancellationToken cancellationToken = default) =>
        gate.ReadAsync(
            async () => ApiKeyResult.Ok(new InstallationState(await installation.ReadHealthAsync(cancellationToken), await ReadNodesAsync(cancellationToken))),
            cancellationToken);

    private async Task<IReadOnlyList<NodeDetails>?> ReadNodesAsync(CancellationToken cancellationToken)
    {
        try
        {
            var seen = await nodes.LookAsync(cancellationToken);
            return
            [
                .. seen.Live.OrderBy(node => node.Name, StringComparer.Ordinal)
                    .Select(node => new NodeDetails(node.Id, node.Name, node.StartedAt, node.SeenAt, !seen.IsLively(node), node.Id == nodes.OwnId)),
            ];
        }
        catch (Exception exception) when (StoreFailure.Of(exception) is not null)
        {
            // The health checks say what is wrong with the database.
            return null;
        }
    }
}
