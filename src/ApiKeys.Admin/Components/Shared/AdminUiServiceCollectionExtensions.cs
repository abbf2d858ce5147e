using ApiKeys.Admin.Components.Account.Pages;
using ApiKeys.Admin.Components.Account.Proof;
using ApiKeys.Admin.Components.Shared.Live;
using ApiKeys.Admin.Components.Shared.Messages;
using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.Admin.Operations;
using MudBlazor;
using MudBlazor.Services;

namespace ApiKeys.Admin.Components.Shared;

/// <summary>
/// The services the shared components need.
/// </summary>
internal static class AdminUiServiceCollectionExtensions
{
    public static IServiceCollection AddAdminUi(this IServiceCollection services)
    {
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.MaxDisplayedSnackbars = 4;
            options.SnackbarConfiguration.ShowTransitionDuration = 160;
            options.SnackbarConfiguration.HideTransitionDuration = 160;
            options.SnackbarConfiguration.PreventDuplicates = false;
            options.SnackbarConfiguration.SuccessIcon = MudIcon(AppIcons.Active);
            options.SnackbarConfiguration.ErrorIcon = MudIcon(AppIcons.Failed);
        });
        services.AddScoped<Feedback>();
        services.AddScoped<Ticker>();
        services.AddScoped<LiveChanges>();
        services.AddScoped<AfterSignIn>();
        services.AddScoped<IProofPrompt, ProofPrompt>();
        return services;
    }

    // Mud fills its icons; ours are strokes.
    private static string MudIcon(string shape) =>
        $"<g fill='none' stroke='currentColor' stroke-width='1.75' stroke-linecap='round' stroke-linejoin='round'>{shape}</g>";
}
