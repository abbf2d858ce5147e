using ApiKeys.Admin.Components.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// Renders components as the app does: its services, Mud's providers, a clock the test moves, and scripts that answer nothing unless told to.
/// </summary>
public abstract class ComponentTestContext : BunitContext
{
    protected ComponentTestContext()
    {
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddAdminUi();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Render<MudPopoverProvider>();
        Dialogs = Render<MudDialogProvider>();
        Messages = Render<MudSnackbarProvider>();
    }

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Where open dialogs are found.</summary>
    protected IRenderedComponent<MudDialogProvider> Dialogs { get; }

    /// <summary>Where the results of acts are found.</summary>
    protected IRenderedComponent<MudSnackbarProvider> Messages { get; }

    /// <summary>
    /// Opens a dialog as a page does.
    /// </summary>
    protected Task<IDialogReference> ShowAsync<TDialog>(DialogParameters<TDialog> parameters)
        where TDialog : IComponent =>
        Dialogs.InvokeAsync(() => Services.GetRequiredService<IDialogService>().ShowAsync<TDialog>(null, parameters));
}
