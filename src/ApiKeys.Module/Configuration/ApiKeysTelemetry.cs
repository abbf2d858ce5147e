namespace ApiKeys;

/// <summary>The names under which the module can be watched, for example with OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>.</summary>
public static class ApiKeysTelemetry
{
    /// <summary>The name of the module's <see cref="System.Diagnostics.ActivitySource"/> and <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string Name = "ApiKeys";

    /// <summary>
    /// The tag that tells what came of a verification: <c>valid</c>, <c>malformed</c>, <c>not_found</c>, <c>pending</c>, <c>revoked</c>, <c>expired</c>,
    /// <c>wrong_type</c>, <c>store_unavailable</c>, <c>insufficient_scope</c>. On the counter <c>apikeys.verifications</c>.
    /// </summary>
    public const string CodeTag = "apikeys.verification.code";
}
