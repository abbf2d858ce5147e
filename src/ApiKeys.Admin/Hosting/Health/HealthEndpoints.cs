using System.Net.Mime;
using ApiKeys.Admin.Identity.Setup;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiKeys.Admin.Hosting.Health;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health", () => Results.Text("OK", MediaTypeNames.Text.Html)).AllowAnonymous().WithMetadata(new OpenBeforeSetupAttribute());

        endpoints.Map("/health/ready", WriteAsync).AllowAnonymous().WithMetadata(new OpenBeforeSetupAttribute());
    }

    private static async Task WriteAsync(HttpContext context)
    {
        var report = await context.RequestServices.GetRequiredService<ReadyReport>().ReadAsync(context.RequestAborted);
        context.Response.StatusCode = report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.Headers.CacheControl = "no-store, no-cache";
        await context.Response.WriteAsJsonAsync(new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new { status = entry.Value.Status.ToString(), description = ReadyReport.Describe(entry.Value) }),
        });
    }
}
