using System.Diagnostics.Metrics;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.Usage;

public sealed class UseTelemetryTests
{
    [Fact]
    public async Task Verifications_are_counted_by_what_came_of_them()
    {
        await using var module = new TestModule();
        var seen = new List<(long, string?)>();
        using var listener = new MeterListener();
        var meter = module.Get<IMeterFactory>().Create(ApiKeysTelemetry.Name);
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ReferenceEquals(instrument.Meter, meter) && instrument.Name == "apikeys.verifications")
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => seen.Add((count, tags[0].Value as string)));
        listener.Start();
        var created = await module.CreateAsync();

        await module.UseAsync(created);
        await module.RevokeAsync(created.Key.Id);
        await module.UseAsync(created);
        await module.Keys.AuthenticateAsync("sk_shop_nonsense", cancellationToken: TestModule.Cancellation);

        Assert.Equal([(1, "valid"), (1, "revoked"), (1, "malformed")], seen);
    }
}
