using ApiKeys.Admin.Http;

namespace ApiKeys.Admin.Identity.Setup;

/// <summary>Marks what answers before the first owner exists: the set-up page itself, health, static files, error pages.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OpenBeforeSetupAttribute : Attribute;

/// <summary>Marks the set-up page. By its endpoint and not by its address, which can be written in more than one way.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ClosedAfterSetupAttribute : Attribute;

internal static class SetupGate
{
    public const string Path = "/setup";

    /// <summary>Sends everyone to the set-up page until it is done, and no one afterwards: a second post never reaches the page.</summary>
    public static IApplicationBuilder UseSetupGate(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var metadata = context.GetEndpoint()?.Metadata;
        var isOpenBefore = metadata?.GetMetadata<OpenBeforeSetupAttribute>() is not null;
        var isOpenAfter = metadata?.GetMetadata<ClosedAfterSetupAttribute>() is null;
        if (isOpenBefore && isOpenAfter)
        {
            await next(context);
            return;
        }

        var isDone = await context.RequestServices.GetRequiredService<SetupState>().IsDoneAsync(context.RequestAborted);
        if (isDone ? isOpenAfter : isOpenBefore)
        {
            await next(context);
            return;
        }

        if (ApiPaths.IsCalled(context))
        {
            await ApiProblem.NotSetUp.ExecuteAsync(context);
            return;
        }

        context.Response.Redirect(isDone ? "/sign-in" : Path);
    });
}
