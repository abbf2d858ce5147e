namespace ApiKeys.Admin.Identity.Setup;

/// <summary>Marks what answers before the first owner exists: the set-up page itself, health, static files, error pages.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OpenBeforeSetupAttribute : Attribute;

internal static class SetupGate
{
    public const string Path = "/setup";

    /// <summary>Sends everyone to the set-up page until it is done, and nobody afterwards: a second post never reaches the page.</summary>
    public static IApplicationBuilder UseSetupGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var isSetupPage = context.Request.Path.Equals(Path, StringComparison.OrdinalIgnoreCase);
        var isOpen = !isSetupPage && context.GetEndpoint()?.Metadata.GetMetadata<OpenBeforeSetupAttribute>() is not null;
        if (isOpen)
        {
            await next(context);
            return;
        }

        var isDone = await context.RequestServices.GetRequiredService<SetupState>().IsDoneAsync(context.RequestAborted);
        if (isDone == isSetupPage)
        {
            context.Response.Redirect(isDone ? "/sign-in" : Path);
            return;
        }

        await next(context);
    });
}
