using ApiKeys.Admin.Components.Shared.Time;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Shared.Live;

/// <summary>A component that reads again what it shows within a second after anyone changes the store.</summary>
public abstract class LiveComponent : TickingComponent
{
    private IDisposable? _changes;

    [Inject]
    internal LiveChanges Changes { get; init; } = null!;

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (firstRender)
        {
            _changes = Changes.Subscribe(() => Dispatch(OnStoreChanged));
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _changes?.Dispose();
    }

    /// <summary>Reads again what is shown, and renders it. Called on the renderer's thread.</summary>
    protected abstract Task OnStoreChanged();
}
