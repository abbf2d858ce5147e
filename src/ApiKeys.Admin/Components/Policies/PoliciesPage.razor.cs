using ApiKeys.Admin.Components.Loading;
using ApiKeys.Admin.Operations;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Policies;

/// <summary>The policies of the store. All users see them, owners change them.</summary>
public sealed partial class PoliciesPage : ComponentBase, IDisposable
{
    private Loadable<PoliciesContent> _content = null!;

    [Inject]
    internal PolicyOperations Operations { get; init; } = null!;

    [Inject]
    internal PolicyDialogs Dialogs { get; init; } = null!;

    [Inject]
    internal ActorNames Names { get; init; } = null!;

    [Inject]
    internal ILogger<PoliciesPage> Logger { get; init; } = null!;

    public void Dispose() => _content.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _content = new Loadable<PoliciesContent>("policies", Logger);
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync();
        }
    }

    private Task LoadAsync() => _content.RunAsync(async cancellationToken =>
    {
        var policies = await Operations.ReadAsync(cancellationToken);
        return policies.Succeeded
            ? ApiKeyResult.Ok(new PoliciesContent(
                policies.Value,
                await Names.ReadAsync(policies.Value.Changes.Values.Select(change => change.By), cancellationToken),
                await Operations.MayChangeAsync(cancellationToken)))
            : ApiKeyResult.Refused<PoliciesContent>(policies.Errors);
    });

    private async Task EditAsync(PolicyKind kind, StorePolicies policies)
    {
        await Dialogs.EditAsync(kind, policies);
        await LoadAsync();
    }
}
