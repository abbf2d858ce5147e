using ApiKeys.Keys;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Verification;
using ApiKeys.UnitTests.Module.Workflows;
using ApiKeys.Verification.Ends;
using ApiKeys.Verification.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace ApiKeys.UnitTests.Module.Keys.Ends;

/// <summary>An end that has come becomes a fact in the store, with an event.</summary>
public sealed class EndKeysTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(EndKind.Expiry, ApiKeyAction.Expired, EventFacts.ExpiresAt)]
    [InlineData(EndKind.RevocationAfterExpiry, ApiKeyAction.Expired, EventFacts.ExpiresAt)]
    [InlineData(EndKind.ScheduledRevocation, ApiKeyAction.RevocationTookEffect, EventFacts.RevokedAt)]
    [InlineData(EndKind.RollOverlap, ApiKeyAction.RevocationTookEffect, EventFacts.RevokedAt)]
    public async Task End_that_has_come_is_stored_and_recorded_once(EndKind kind, ApiKeyAction action, string fact)
    {
        await using var module = new TestModule();
        var id = (await module.CreateEndingAsync(kind)).Key.Id;
        module.Time.Advance(Hour - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await module.EndAsync());
        module.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((1, 0), (await module.EndAsync(), await module.EndAsync()));
        module.Time.Advance(3 * Hour);
        Assert.Equal(0, await module.EndAsync());

        var row = (await module.EventsAsync(id))[^1];
        Assert.Equal((action, Actor.System.Id, "2026-03-02T10:00:00.000Z"), (row.Action, row.Actor, row.Facts[fact]));
        Assert.Equal(TestModule.Start + Hour, await EndedAtAsync(module, id));
    }

    [Fact]
    public async Task Revocation_at_once_is_a_fact_without_another_event()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        await module.RevokeAsync(id);

        Assert.Equal(0, await module.EndAsync());

        Assert.Equal(TestModule.Start, await EndedAtAsync(module, id));
        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.Revoked], await module.ActionsAsync(id));
    }

    [Fact]
    public async Task Ending_is_no_change_of_the_key()
    {
        await using var module = new TestModule();
        var created = await module.CreateEndingAsync(EndKind.ScheduledRevocation);
        var seen = await module.RetrieveAsync(created.Key.Id);
        module.Time.Advance(Hour);

        await module.EndAsync();

        var key = await module.RetrieveAsync(created.Key.Id);
        Assert.Equal((seen.Version, seen.UpdatedAt), (key.Version, key.UpdatedAt));
    }

    [Fact]
    public async Task Several_nodes_at_once_end_each_key_once()
    {
        await using var module = new TestModule();
        List<string> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await module.CreateEndingAsync(EndKind.Expiry)).Key.Id);
        }

        module.Time.Advance(Hour);
        await using var other = module.OtherNode(TimeSpan.Zero);

        var ended = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? module : other).EndAsync())));

        Assert.Equal(5, ended.Sum());
        foreach (var id in ids)
        {
            Assert.Equal([ApiKeyAction.Created, ApiKeyAction.Expired], await module.ActionsAsync(id));
        }
    }

    [Fact]
    public async Task Service_stores_ends_within_a_second()
    {
        await using var module = new TestModule();
        var id = (await module.CreateEndingAsync(EndKind.Expiry)).Key.Id;
        var service = module.Get<IEnumerable<IHostedService>>().OfType<EndKeysService>().Single();
        await service.StartAsync(TestModule.Cancellation);

        module.Time.Leap(Hour);
        await Eventually.UntilAsync(async () =>
        {
            module.Time.Advance(EndKeysService.Interval);
            return await EndedAtAsync(module, id) is not null;
        });

        await service.StopAsync(TestModule.Cancellation);
    }

    [Theory]
    [InlineData(EndKind.ScheduledRevocation)]
    [InlineData(EndKind.Expiry)]
    public async Task End_can_not_be_put_off_in_its_last_two_seconds(EndKind kind)
    {
        await using var module = new TestModule();
        var id = (await module.CreateEndingAsync(kind)).Key.Id;
        module.Time.Advance(Hour - ApiKeyStatusRules.LastChangeBeforeEnd);

        var refusal = kind == EndKind.Expiry
            ? (await module.UpdateAsync(new() { Id = id, Expiry = ExpiryChange.Never })).Refusal()
            : (await module.CancelRevocationAsync(id)).Refusal();
        var moved = kind == EndKind.Expiry
            ? (await module.MoveExpiryAsync(id, Hour)).Refusal()
            : (await module.RevokeAsync(id, Hour)).Refusal();

        Assert.Equal((ApiKeyErrorCode.NotAllowed, ApiKeyErrorCode.NotAllowed), (refusal.Code, moved.Code));
        Assert.True((await module.RevokeAsync(id)).Succeeded);
    }

    [Fact]
    public async Task Undone_update_does_not_put_off_an_end_that_has_come()
    {
        await using var module = new TestModule(configure: WorkflowActs.With(ModelOperation.Outer));
        var created = await module.CreateAsync();
        var id = created.Key.Id;

        await Assert.ThrowsAsync<InvalidOperationException>(() => module.RunAsync(ModelOperation.Outer, async run =>
        {
            await run.WorkflowAsync(module.Get<ApiKeyWorkflows>().Update, [new() { Id = id, Expiry = ExpiryChange.At(TestModule.Start + Hour) }]);
            module.Time.Advance(Hour);
            Assert.Equal(VerificationCode.Expired, await module.VerifyAsync(created));
        }));

        Assert.Equal(VerificationCode.Expired, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Key_that_was_not_confirmed_in_time_can_not_be_confirmed_after_the_clock_is_set_back()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync(awaitConfirmation: true)).Key.Id;
        module.Time.Advance(TimeSpan.FromMinutes(16));
        await module.LookAsync();
        Assert.Equal(ApiKeyErrorCode.ConfirmationTooLate, (await module.ActivateAsync(id)).Refusal().Code);

        await using var restarted = module.WithClock(TestModule.Start);
        Assert.Equal(ApiKeyErrorCode.ConfirmationTooLate, (await restarted.WhileTimePassesAsync(restarted.ActivateAsync(id))).Refusal().Code);
        await restarted.EndWhileTimePassesAsync();

        Assert.Equal(ApiKeyErrorCode.NotFound, (await restarted.WhileTimePassesAsync(restarted.ActivateAsync(id))).Refusal().Code);
    }

    [Fact]
    public async Task New_keys_live_by_the_clock_again_after_it_was_ahead_by_mistake()
    {
        var clock = new MovableClock();
        await using var module = new TestModule(time: clock);
        await module.LookAsync();
        clock.Move(TimeSpan.FromDays(365));
        await module.LookAsync();
        await module.EndWhileTimePassesAsync();
        clock.Move(-TimeSpan.FromDays(365));
        await module.LookAsync();
        await module.EndWhileTimePassesAsync();

        var created = await module.CreateEndingAsync(EndKind.Expiry);
        var now = await module.VerifyAsync(created);
        await module.LookAsync();
        var later = await module.VerifyAsync(created);
        module.Time.Leap(Hour);

        Assert.Equal((VerificationCode.Valid, VerificationCode.Valid), (now, later));
        Assert.Equal(VerificationCode.Expired, await module.VerifyAsync(created));
        Assert.True((await module.MoveExpiryAsync((await module.CreateEndingAsync(EndKind.Expiry)).Key.Id, 2 * Hour)).Succeeded);
    }

    [Fact]
    public async Task Killed_node_is_not_waited_for_until_a_clock_that_was_set_back_has_come_as_far_again()
    {
        await using var killed = new TestModule();
        await killed.LookAsync();
        await using var restarted = killed.WithClock(TestModule.Start - Hour);

        // The first time it only begins to listen whether the node renews its lease.
        await restarted.EndWhileTimePassesAsync();
        restarted.Time.Advance(TimeSpan.FromSeconds(2));
        await restarted.EndWhileTimePassesAsync();

        await using var database = restarted.OpenDatabase();
        Assert.False(await database.Set<NodeRecord>().AnyAsync(TestModule.Cancellation));
    }

    private static async Task<DateTimeOffset?> EndedAtAsync(TestModule module, string id)
    {
        await using var database = module.OpenDatabase();
        return (await database.Set<ApiKey>().AsNoTracking().SingleAsync(key => key.Id == id, TestModule.Cancellation)).EndedAt;
    }
}
