using System.Diagnostics.Metrics;

namespace ApiKeys.Bench.Http;

/// <summary>
/// Listens as OpenTelemetry's metrics of ASP.NET Core do. A listener hears every server of the process, so servers are measured without it first, and with it
/// after.
/// </summary>
internal static class StandardMetrics
{
    public static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal) || instrument.Meter.Name is "ApiKeys")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => { });
        listener.SetMeasurementEventCallback<int>((_, _, _, _) => { });
        listener.Start();
        return listener;
    }
}
