using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Text;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Diagnostics;

namespace ApiKeys.Admin.Hosting.Errors;

/// <summary>Says in one line that a page could not be shown because the store is away, and tells the browser when to come back. The status page says the rest.</summary>
internal sealed class StorePageFailures(ILogger<StorePageFailures> logger) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (StoreFailure.Of(exception) is { } store)
        {
            var route = (httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText;
            Log.StoreFailed(logger, httpContext.Request.Method, route, LoggedFailure.Text(exception));
            httpContext.Response.SetRetryAfter(StoreProblems.RetryAfter(store.Kind));
        }

        return ValueTask.FromResult(false);
    }
}
