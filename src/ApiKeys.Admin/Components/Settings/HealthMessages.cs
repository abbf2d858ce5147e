using ApiKeys.Admin.Components.Shared.Display;
using ApiKeys.Admin.Components.Theme;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiKeys.Admin.Components.Settings;

/// <summary>How the result of a health check is put into words.</summary>
internal static class HealthMessages
{
    public static string Text(this HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "Healthy",
        HealthStatus.Degraded => "Needs attention",
        _ => "Failing",
    };

    public static Tone Tone(this HealthStatus status) => status switch
    {
        HealthStatus.Healthy => Shared.Display.Tone.Active,
        HealthStatus.Degraded => Shared.Display.Tone.Pending,
        _ => Shared.Display.Tone.Danger,
    };

    public static string Icon(this HealthStatus status) => status == HealthStatus.Healthy ? AppIcons.Active : AppIcons.Warning;
}
