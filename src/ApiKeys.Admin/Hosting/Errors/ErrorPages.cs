using ApiKeys.Admin.Http;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Diagnostics;

namespace ApiKeys.Admin.Hosting.Errors;

internal static class ErrorPages
{
    /// <summary>Routes, and whatever page fails without an answer of its own gets one in words, with the status it failed with. Programs get <see cref="Endpoints.Errors.ApiErrors"/>.</summary>
    public static void UseRoutingWithErrorPages(this IApplicationBuilder app)
    {
        app.UseWhen(context => !ApiPaths.IsCalled(context), UseErrorPages);

        // The page is only read, so it is a GET. It was looked for once already, by the method of the request that failed, and there is no page for PUT or DELETE.
        app.Use((context, next) =>
        {
            if (IsErrorPage(context))
            {
                context.Request.Method = HttpMethods.Get;
                context.SetEndpoint(null);
            }

            return next(context);
        });
        app.UseRouting();
        app.Use((context, next) => IsErrorPage(context) ? ShowAsync(context) : next(context));
    }

    private static void UseErrorPages(IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/status/500",
            CreateScopeForErrors = true,
            StatusCodeSelector = exception => StoreFailure.Of(exception) is null
                ? StatusCodes.Status500InternalServerError
                : StatusCodes.Status503ServiceUnavailable,

            // StorePageFailures writes one line.
            SuppressDiagnosticsCallback = failed => StoreFailure.Of(failed.Exception) is not null,
        });
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
    }

    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null
        || context.Features.Get<IExceptionHandlerFeature>() is not null;

    // Straight to the page: whatever comes next in the pipeline may be what failed, such as a form refused as expired or a
    // database that is gone when the session is looked up, and would fail again.
    private static Task ShowAsync(HttpContext context) => context.GetEndpoint()?.RequestDelegate?.Invoke(context) ?? Task.CompletedTask;
}
