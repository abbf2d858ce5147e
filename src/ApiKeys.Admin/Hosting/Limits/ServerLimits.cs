using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Settings;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Hosting.Limits;

/// <summary>Keeps clients, signed in or not, from holding the server's memory and connections.</summary>
internal static class ServerLimits
{
    private static readonly TimeSpan BodyGracePeriod = TimeSpan.FromSeconds(5);

    // What is in flight is answered within it, and use counts are written; the unit file of docs/deployment allows for more.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddServerLimits(this IServiceCollection services)
    {
        services.AddCheckedOptions<ServerLimitOptions>(ServerLimitOptions.Section);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ServerLimitOptions>>((kestrel, options) => Set(kestrel.Limits, options.Value));
        services.AddOptions<FormOptions>().Configure<IOptions<ServerLimitOptions>>((forms, options) => Set(forms, options.Value));
        return services;
    }

    /// <summary>Refuses a body that is too large by its Content-Length, before anything looks at the request. A body without a length is counted while it is read.</summary>
    public static IApplicationBuilder UseRequestSizeLimit(this IApplicationBuilder app)
    {
        var limit = app.ApplicationServices.GetRequiredService<IOptions<ServerLimitOptions>>().Value.MaxRequestBodySize;
        return app.Use((context, next) =>
        {
            var isTooLarge = context.Request.ContentLength > limit;
            if (isTooLarge || ApiPaths.IsCalled(context))
            {
                DrainInsteadOfCutting(context);
            }

            context.Response.StatusCode = isTooLarge ? StatusCodes.Status413PayloadTooLarge : context.Response.StatusCode;
            return isTooLarge ? Task.CompletedTask : next(context);
        });
    }

    /// <summary>Reads the form of a page, so that one that is too large or broken is answered as such and not as an expired form.</summary>
    /// <remarks>Comes after authorization and before the antiforgery check, which would read the form too. What is read here is kept for both.</remarks>
    public static IApplicationBuilder UseFormLimits(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint() is not null && !ApiPaths.IsCalled(context) && await ReadFormAsync(context) is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        await next(context);
    });

    private static async Task<int?> ReadFormAsync(HttpContext context)
    {
        try
        {
            if (context.Request.HasFormContentType)
            {
                await context.Request.ReadFormAsync(context.RequestAborted);
            }

            return null;
        }
        catch (InvalidDataException)
        {
            return StatusCodes.Status400BadRequest;
        }
        catch (Exception problem) when (problem is IOException || (problem is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            var status = (problem as Microsoft.AspNetCore.Http.BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
            if (status != StatusCodes.Status413PayloadTooLarge)
            {
                context.RequestServices.GetRequiredService<BrokenBodies>().Refuse(context);
            }

            return status;
        }
    }

    /// <remarks>
    /// At its limit the server cuts the connection while the client still sends, and the client loses the response. Without a limit it throws away what no one
    /// reads, for 5 seconds at most. The API counts what it reads: <see cref="RequestBody"/>.
    /// </remarks>
    private static void DrainInsteadOfCutting(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    private static void Set(KestrelServerLimits limits, ServerLimitOptions options)
    {
        limits.MaxRequestBodySize = options.MaxRequestBodySize;
        limits.MaxRequestBufferSize = options.MaxRequestBodySize;

        // What HTTP/2 takes in before anybody reads it.
        limits.Http2.InitialConnectionWindowSize = options.MaxRequestBodySize;
        limits.Http2.InitialStreamWindowSize = options.MaxRequestBodySize / 2;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = options.MaxWebSockets;
        limits.RequestHeadersTimeout = options.RequestHeadersTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(options.MinRequestBodyDataRate, BodyGracePeriod);
    }

    // Wide for the forms of the pages, which have up to seven fields, the longest of them the antiforgery token.
    private static void Set(FormOptions forms, ServerLimitOptions options)
    {
        forms.ValueCountLimit = 64;
        forms.KeyLengthLimit = 256;
        forms.ValueLengthLimit = 32 * 1024;
        forms.BufferBodyLengthLimit = options.MaxRequestBodySize;
        forms.MultipartBodyLengthLimit = options.MaxRequestBodySize;
        forms.MultipartHeadersCountLimit = 8;
        forms.MultipartHeadersLengthLimit = 4 * 1024;
    }
}
