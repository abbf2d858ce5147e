using ApiKeys.Admin.Transfer.Audit;
using ApiKeys.Events;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.AuditLog;

public sealed class AuditLogSubscriberTests
{
    [Fact]
    public async Task Each_change_is_one_line_with_who_what_and_when_and_without_the_token()
    {
        await using var module = new TestModule(configure: services => services.AddEventSubscriber<AuditLogSubscriber>());
        var subscriber = module.Get<EventSubscriber>();
        var dispatcher = module.Get<EventDispatcher>();
        await dispatcher.DeliverAsync(subscriber, TestModule.Cancellation);
        var created = await module.CreateAsync("Till");
        await module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Key.Id }, TestModule.Sam, null, TestModule.Cancellation);

        await dispatcher.DeliverAsync(subscriber, TestModule.Cancellation);

        var lines = module.Logs.GetSnapshot().Where(line => line.Category == AuditLogSubscriber.Category).Select(line => line.Message).ToList();
        Assert.Equal(2, lines.Count);
        Assert.StartsWith(
            $"Change 1: Created {created.Key.Id} by {TestModule.Dana.Id} at 2026-03-02T09:00:00.0000000+00:00 in wfx_",
            lines[0],
            StringComparison.Ordinal);
        Assert.StartsWith($"Change 2: Revoked {created.Key.Id} by {TestModule.Sam.Id}", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains(created.Token!.Reveal(), StringComparison.Ordinal));
    }
}
