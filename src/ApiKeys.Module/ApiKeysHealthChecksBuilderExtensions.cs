using ApiKeys;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the health of the API keys to that of the host.</summary>
public static class ApiKeysHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds one check. It fails while the keys in memory are not current, the database takes no writes or lacks migrations. It is degraded while a compensation
    /// has failed or an event could not be delivered. In a service with <c>AddApiKeyVerification</c> it looks only at the keys in memory.
    /// </summary>
    /// <remarks>Each check writes one row, so let a caller that anyone can be wait a second or two for the next.</remarks>
    /// <param name="builder">What <c>AddHealthChecks</c> returned.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What a failure is reported as; <see langword="null"/> for unhealthy.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    public static IHealthChecksBuilder AddApiKeys(
        this IHealthChecksBuilder builder, string name = "apikeys", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<ApiKeysHealthCheck>(name, failureStatus, tags ?? []);
    }
}
