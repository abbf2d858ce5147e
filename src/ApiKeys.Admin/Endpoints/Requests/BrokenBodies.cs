using System.Diagnostics.Metrics;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>Counts request bodies that never arrived whole, in place of a log line for each.</summary>
internal sealed class BrokenBodies(IMeterFactory meters)
{
    private readonly Counter<long> _bodies = meters.Create(ApiKeysTelemetry.Name).CreateCounter<long>(
        "apikeys.http.broken_bodies", "{request}", "Requests whose body was cut off, sent too slowly or in impossible chunks.");

    public void Count() => _bodies.Add(1);
}
