using System.Diagnostics.Metrics;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>Counts request bodies that never arrived whole, in place of a log line for each.</summary>
internal sealed class BrokenBodies(IMeterFactory meters)
{
    private readonly Counter<long> _bodies = meters.Create(ApiKeysTelemetry.Name).CreateCounter<long>(
        "apikeys.http.broken_bodies", "{request}", "Requests whose body was cut off, sent too slowly or in impossible chunks.");

    /// <summary>Counts one and ends its connection with the response. Kestrel would look for the next request behind what is left of the body, and warn.</summary>
    public void Refuse(HttpContext context)
    {
        _bodies.Add(1);

        // HTTP/2 has no such header: there a body ends with its own stream.
        if (HttpProtocol.IsHttp11(context.Request.Protocol) && !context.Response.HasStarted)
        {
            context.Response.Headers.Connection = "close";
        }
    }
}
