using ApiKeys.Admin.Components.Shared;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// Renders components as the app does: its services, Mud's providers, a clock the test moves, and scripts that answer nothing unless told to.
/// </summary>
/// <remarks>
/// The providers are rendered before the first component of a test, and not earlier: until then a test may add its own services.
/// </remarks>
public abstract class ComponentTestContext : BunitContext
{
    private IRenderedComponent<MudDialogProvider>? _dialogs;
    private IRenderedComponent<MudSnackbarProvider>? _messages;

    protected ComponentTestContext()
    {
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddAdminUi();
        Person = AddAuthorization();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Who uses the dashboard; signed out until a test says otherwise.</summary>
    protected BunitAuthorizationContext Person { get; }

    /// <summary>Where open dialogs are found.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs
    {
        get
        {
            RenderProviders();
            return _dialogs!;
        }
    }

    /// <summary>Where the results of acts are found.</summary>
    protected IRenderedComponent<MudSnackbarProvider> Messages
    {
        get
        {
            RenderProviders();
            return _messages!;
        }
    }

    public override IRenderedComponent<TComponent> Render<TComponent>(Action<ComponentParameterCollectionBuilder<TComponent>>? parameterBuilder = null)
    {
        RenderProviders();
        return base.Render(parameterBuilder);
    }

    /// <summary>
    /// Opens a dialog as a page does.
    /// </summary>
    protected Task<IDialogReference> ShowAsync<TDialog>(DialogParameters<TDialog> parameters)
        where TDialog : IComponent =>
        Dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<TDialog>(null, parameters));

    private void RenderProviders()
    {
        if (_dialogs is null)
        {
            base.Render<MudPopoverProvider>();
            _dialogs = base.Render<MudDialogProvider>();
            _messages = base.Render<MudSnackbarProvider>();
        }
    }
}
