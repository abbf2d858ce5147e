using ApiKeys;
using ApiKeys.Workflows;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets OpenTelemetry collect the traces and metrics of the module and its workflows.</summary>
public static class ApiKeysInstrumentationExtensions
{
    /// <summary>Collects a span for each execution of a workflow, its steps, compensations and stages after the commit.</summary>
    /// <param name="traces">The builder of <c>WithTracing</c>.</param>
    public static TracerProviderBuilder AddApiKeysInstrumentation(this TracerProviderBuilder traces)
    {
        ArgumentNullException.ThrowIfNull(traces);
        return traces.AddSource(ApiKeysTelemetry.Name, WorkflowsTelemetry.Name);
    }

    /// <summary>Collects the counts and durations of verifications, and those of workflows and their steps.</summary>
    /// <param name="metrics">The builder of <c>WithMetrics</c>.</param>
    public static MeterProviderBuilder AddApiKeysInstrumentation(this MeterProviderBuilder metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return metrics.AddMeter(ApiKeysTelemetry.Name, WorkflowsTelemetry.Name);
    }
}
