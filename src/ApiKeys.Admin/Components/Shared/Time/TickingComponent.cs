using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Shared.Time;

/// <summary>A component whose words depend on what time it is; renders again with the page's one timer.</summary>
public abstract class TickingComponent : ComponentBase, IDisposable
{
    private IDisposable? _subscription;

    [Inject]
    internal TimeProvider Time { get; init; } = null!;

    [Inject]
    internal Ticker Ticker { get; init; } = null!;

    protected DateTimeOffset Now => Time.GetUtcNow();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _subscription?.Dispose();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _subscription = Ticker.Subscribe(() => _ = Dispatch(OnTick));
        }
    }

    /// <summary>Does work for an event that doesn't come from the browser. An exception ends the circuit, as for events of the browser.</summary>
    protected Task Dispatch(Func<Task> work) => InvokeAsync(async () =>
    {
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    });

    /// <summary>Called on the renderer's thread.</summary>
    protected virtual Task OnTick()
    {
        StateHasChanged();
        return Task.CompletedTask;
    }
}
