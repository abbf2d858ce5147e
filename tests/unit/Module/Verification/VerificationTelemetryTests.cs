using System.Diagnostics.Metrics;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.Verification;

public sealed class VerificationTelemetryTests
{
    [Fact]
    public async Task Durations_are_tagged_with_the_code_and_errors_with_their_type()
    {
        var database = new StallingDatabase();
        await using var module = new TestModule(interceptor: database);
        var seen = new List<string>();
        using var listener = new MeterListener();
        var meter = module.Get<IMeterFactory>().Create(ApiKeysTelemetry.Name);
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == "apikeys.verification.duration")
            {
                Assert.Equal("s", instrument.Unit);
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) =>
        {
            Assert.True(seconds > 0);
            seen.Add(string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")));
        });
        listener.Start();
        var created = await module.CreateAsync();
        await module.LookAsync();

        await module.VerifyAsync(created);
        await module.RevokeAsync(created.Key.Id);
        await module.VerifyAsync(created);
        module.Time.Advance(TimeSpan.FromSeconds(5));
        database.IsAway = true;
        await module.WhileTimePassesAsync(module.VerifyAsync(created));

        Assert.Equal(
            [
                "apikeys.verification.code=valid",
                "apikeys.verification.code=revoked",
                "apikeys.verification.code=store_unavailable error.type=store_unavailable",
            ],
            seen);
    }
}
