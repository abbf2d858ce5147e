using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Components.Policies;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Operations.Installation;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Settings;

/// <summary>The configuration to read, the policies in one line each, and the state of the server. Each part loads for itself, so that one that fails leaves the others.</summary>
public sealed partial class SettingsPage : TickingComponent
{
    private Loadable<InstallationSettings> _settings = null!;
    private Loadable<IReadOnlyList<Setting>> _policies = null!;
    private Loadable<InstallationState> _state = null!;
    private bool _mayChangePolicies;

    [Inject]
    internal SettingsOperations Operations { get; init; } = null!;

    [Inject]
    internal PolicyOperations Policies { get; init; } = null!;

    [Inject]
    internal ILogger<SettingsPage> Logger { get; init; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _settings = new Loadable<InstallationSettings>("settings", Logger);
        _policies = new Loadable<IReadOnlyList<Setting>>("policies", Logger);
        _state = new Loadable<InstallationState>("health", Logger);
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync();
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _settings.Dispose();
        _policies.Dispose();
        _state.Dispose();
    }

    protected override async Task OnTick()
    {
        if (!_state.IsLoading)
        {
            await LoadStateAsync();
            StateHasChanged();
        }
    }

    private async Task LoadAsync()
    {
        await _settings.RunAsync(cancellationToken => Operations.ReadAsync(cancellationToken));
        StateHasChanged();
        await LoadPoliciesAsync();
        StateHasChanged();
        await LoadStateAsync();
    }

    private Task LoadPoliciesAsync() => _policies.RunAsync(async cancellationToken =>
    {
        var policies = await Policies.ReadAsync(cancellationToken);
        _mayChangePolicies = await Policies.MayChangeAsync(cancellationToken);
        return policies.Succeeded
            ? ApiKeyResult.Ok<IReadOnlyList<Setting>>(
                [.. Enum.GetValues<PolicyKind>().Select(kind => new Setting(PolicyMessages.Title(kind), PolicyMessages.Text(policies.Value, kind)))])
            : ApiKeyResult.Refused<IReadOnlyList<Setting>>(policies.Errors);
    });

    private Task LoadStateAsync() => _state.RunAsync(cancellationToken => Operations.ReadStateAsync(cancellationToken));
}
