using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using ApiKeys.Workflows;

namespace ApiKeys.Verification;

/// <summary>Measures how long verifications take. If no one collects the metric, the only cost is the check of a flag.</summary>
internal sealed class VerificationTelemetry(IMeterFactory meters)
{
    // A verification from memory takes about a microsecond, one from the database milliseconds.
    private static readonly InstrumentAdvice<double> Advice = new()
    {
        HistogramBucketBoundaries = [0.000001, 0.0000025, 0.000005, 0.00001, 0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1],
    };

    // Made once: a tag made with each call would be an allocation on the hot path.
    private static readonly KeyValuePair<string, object?>[] Codes =
        [.. Enumerable.Range(0, 1 + (int)Enum.GetValues<VerificationCode>().Max()).Select(code => Tag((VerificationCode)code))];

    private static readonly KeyValuePair<string, object?> StoreUnavailable = new(WorkflowsTelemetry.ErrorTypeTag, Name(VerificationCode.StoreUnavailable));

    private readonly Histogram<double> _duration = meters.Create(ApiKeysTelemetry.Name).CreateHistogram(
        "apikeys.verification.duration", "s", "How long verifications of tokens took, by code.", tags: null, Advice);

    public bool IsOn => _duration.Enabled;

    public void Record(long startedAt, VerificationCode code)
    {
        var seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        if (code == VerificationCode.StoreUnavailable)
        {
            _duration.Record(seconds, Codes[(int)code], StoreUnavailable);
        }
        else
        {
            _duration.Record(seconds, Codes[(int)code]);
        }
    }

    /// <summary>The tag with the code of a verification.</summary>
    public static KeyValuePair<string, object?> Tag(VerificationCode code) => new(ApiKeysTelemetry.CodeTag, Name(code));

    private static string Name(VerificationCode code) => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString());
}
