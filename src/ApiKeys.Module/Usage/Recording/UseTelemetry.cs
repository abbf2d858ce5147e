using System.Diagnostics.Metrics;
using ApiKeys.Verification;

namespace ApiKeys.Usage.Recording;

/// <summary>Counts verifications by what came of them. Costs a look at a flag while no one listens.</summary>
internal sealed class UseTelemetry(IMeterFactory meters)
{
    // Made once: a tag made with each call would be an allocation on the hot path.
    private static readonly KeyValuePair<string, object?>[] Tags =
        [.. Enumerable.Range(0, 1 + (int)Enum.GetValues<VerificationCode>().Max()).Select(code => VerificationTelemetry.Tag((VerificationCode)code))];

    private readonly Counter<long> _verifications = meters.Create(ApiKeysTelemetry.Name).CreateCounter<long>(
        "apikeys.verifications", "{verification}", "Tokens that were presented, by what came of them.");

    public void Count(VerificationCode code)
    {
        if (_verifications.Enabled)
        {
            _verifications.Add(1, Tags[(int)code]);
        }
    }
}
