using System.Diagnostics.Metrics;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>Counts request bodies that never arrived whole, in place of a log line for each.</summary>
internal sealed class BrokenBodies(IMeterFactory meters)
{
    private readonly Counter<long> _bodies = meters.Create(ApiKeysTelemetry.Name).CreateCounter<long>(
        "apikeys.http.broken_bodies", "{request}", "Requests whose body was cut off, sent too slowly or in impossible chunks.");

    /// <summary>Counts a body and closes its connection after the response. Otherwise Kestrel can try to read a next request from it, and logs a warning.</summary>
    public void Refuse(HttpContext context)
    {
        _bodies.Add(1);

        // HTTP/2 and HTTP/3 don't allow this header. There a body ends with its own stream.
        if (!HttpProtocol.IsHttp2(context.Request.Protocol) && !HttpProtocol.IsHttp3(context.Request.Protocol) && !context.Response.HasStarted)
        {
            context.Response.Headers.Connection = "close";
        }
    }
}
