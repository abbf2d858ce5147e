using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.UnitTests.Module.Usage;

namespace ApiKeys.UnitTests.Module.Policies;

public sealed class IdleRevocationTests
{
    private static readonly UpdatePolicyRequest After30Days = new() { IdleRevocation = new() { AfterDays = 30, NoticeDays = 7 } };

    [Fact]
    public async Task Unused_key_gets_notice_and_is_revoked_when_it_runs_out()
    {
        await using var module = new TestModule();
        await module.SetPolicyAsync(After30Days);
        var created = await module.CreateAsync();
        module.Time.Advance(TimeSpan.FromDays(23) - TimeSpan.FromMilliseconds(1));
        List<(int, int)> applied = [await module.ApplyIdlePolicyAsync()];
        module.Time.Advance(TimeSpan.FromMilliseconds(1));
        applied.Add(await module.ApplyIdlePolicyAsync());
        applied.Add(await module.ApplyIdlePolicyAsync());
        module.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));
        applied.Add(await module.ApplyIdlePolicyAsync());
        module.Time.Advance(TimeSpan.FromMilliseconds(1));
        applied.Add(await module.ApplyIdlePolicyAsync());

        Assert.Equal([(0, 0), (1, 0), (0, 0), (0, 0), (0, 1)], applied);
        var key = (await module.Keys.RetrieveAsync(created.Key.Id, TestModule.Cancellation))!;
        Assert.Equal((ApiKeyStatus.Revoked, Actor.System.Id, "Not used for 30 days."), (key.Status, key.RevokedBy, key.RevokeReason));
        Assert.NotNull(key.Receipt);
        var events = (await module.EventsAsync(created.Key.Id)).Skip(1).ToList();
        Assert.Equal([ApiKeyAction.IdleWarned, ApiKeyAction.Revoked], events.Select(row => row.Action));
        Assert.Equal(("2026-03-02T09:00:00.000Z", "2026-04-01T09:00:00.000Z"), (events[0].Facts[EventFacts.IdleSince], events[0].Facts[EventFacts.RevokedAt]));
    }

    [Fact]
    public async Task Key_that_is_used_after_its_notice_stays_and_gets_another_one_later()
    {
        await using var module = new TestModule();
        await module.SetPolicyAsync(After30Days);
        var created = await module.CreateAsync();
        module.Time.Advance(TimeSpan.FromDays(24));
        await module.ApplyIdlePolicyAsync();
        module.Time.Advance(TimeSpan.FromDays(5));
        await module.UseAsync(created);
        await module.FlushAsync();
        module.Time.Advance(TimeSpan.FromDays(22));

        Assert.Equal((0, 0), await module.ApplyIdlePolicyAsync());
        module.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal((1, 0), await module.ApplyIdlePolicyAsync());
        module.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal((0, 1), await module.ApplyIdlePolicyAsync());
    }

    [Fact]
    public async Task Long_unused_key_gets_the_whole_notice_when_the_policy_is_set_or_changed()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        module.Time.Advance(TimeSpan.FromDays(200));
        await module.SetPolicyAsync(After30Days);
        Assert.Equal((1, 0), await module.ApplyIdlePolicyAsync());
        module.Time.Advance(TimeSpan.FromDays(6));
        await module.SetPolicyAsync(new() { IdleRevocation = new() { AfterDays = 60, NoticeDays = 7 } });
        module.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal((1, 0), await module.ApplyIdlePolicyAsync());
        Assert.Equal(ApiKeyStatus.Active, (await module.Keys.RetrieveAsync(id, TestModule.Cancellation))!.Status);
    }

    [Fact]
    public async Task Without_the_policy_no_key_gets_notice_or_is_revoked()
    {
        await using var module = new TestModule();
        await module.CreateAsync();
        await module.SetPolicyAsync(After30Days);
        module.Time.Advance(TimeSpan.FromDays(25));
        await module.ApplyIdlePolicyAsync();
        await module.SetPolicyAsync(new() { IdleRevocation = new() });
        module.Time.Advance(TimeSpan.FromDays(100));

        Assert.Equal((0, 0), await module.ApplyIdlePolicyAsync());
    }

    [Fact]
    public async Task Keys_that_do_not_work_or_end_anyway_get_no_notice()
    {
        await using var module = new TestModule();
        await module.SetPolicyAsync(After30Days);
        await module.CreateAsync(awaitConfirmation: true);
        await module.RevokeAsync((await module.CreateAsync()).Key.Id);
        await module.RevokeAsync((await module.CreateAsync()).Key.Id, TimeSpan.FromDays(200));
        await module.CreateExpiringAsync(TimeSpan.FromDays(10));
        module.Time.Advance(TimeSpan.FromDays(100));

        Assert.Equal((0, 0), await module.ApplyIdlePolicyAsync());
    }

    [Fact]
    public async Task Preview_lists_the_keys_that_a_policy_would_concern_and_changes_nothing()
    {
        await using var module = new TestModule();
        var old = (await module.CreateAsync("Old")).Key.Id;
        module.Time.Advance(TimeSpan.FromDays(10));
        await module.CreateAsync("Middle");
        module.Time.Advance(TimeSpan.FromDays(20));
        await module.CreateAsync("New");

        var preview = await module.Get<IIdleKeys>().PreviewAsync(After30Days.IdleRevocation!, 1, TestModule.Cancellation);
        var shorter = await module.Get<IIdleKeys>().PreviewAsync(new() { AfterDays = 20, NoticeDays = 7 }, 10, TestModule.Cancellation);
        var none = await module.Get<IIdleKeys>().PreviewAsync(new(), 10, TestModule.Cancellation);

        var listed = Assert.Single(preview.Items);
        Assert.Equal((old, TestModule.Start, null, TestModule.Start.AddDays(37)), (listed.Key.Id, listed.IdleSince, listed.WarnedAt, listed.RevokedFrom));
        Assert.Equal((1, 2, 0), (preview.Count, shorter.Count, none.Count));
        Assert.Equal(["Old", "Middle"], shorter.Items.Select(key => key.Key.Title));
        Assert.Single(await module.EventsAsync(old));
    }

    [Fact]
    public async Task Preview_of_the_policy_in_force_tells_when_notice_was_given()
    {
        await using var module = new TestModule();
        await module.SetPolicyAsync(After30Days);
        await module.CreateAsync();
        module.Time.Advance(TimeSpan.FromDays(25));
        await module.ApplyIdlePolicyAsync();
        module.Time.Advance(TimeSpan.FromDays(1));

        var listed = Assert.Single((await module.Get<IIdleKeys>().PreviewAsync(After30Days.IdleRevocation!, 10, TestModule.Cancellation)).Items);

        Assert.Equal((TestModule.Start.AddDays(25), TestModule.Start.AddDays(32)), (listed.WarnedAt, listed.RevokedFrom));
    }
}
