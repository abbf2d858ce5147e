using ApiKeys.Keys.Discard;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class DiscardUnconfirmedKeysTests
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(15);

    [Fact]
    public async Task Key_that_nobody_confirmed_in_time_is_discarded()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync(awaitConfirmation: true);

        module.Time.Advance(Within);
        Assert.Equal(0, await module.DiscardAsync());
        module.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await module.DiscardAsync());

        Assert.Equal(0, (await module.ListAsync()).Count);
        Assert.Equal(VerificationCode.NotFound, await module.VerifyAsync(created));
        var row = (await module.EventsAsync(created.Key.Id))[^1];
        Assert.Equal((ApiKeyAction.Discarded, Actor.System.Id), (row.Action, row.Actor));
    }

    [Fact]
    public async Task Confirmed_and_dead_keys_are_left()
    {
        await using var module = new TestModule();
        var confirmed = await module.CreateAsync(awaitConfirmation: true);
        await module.ActivateAsync(confirmed.Key.Id);
        await module.CreateAsync();
        var revoked = await module.CreateAsync(awaitConfirmation: true);
        await module.RevokeAsync(revoked.Key.Id);
        module.Time.Advance(Within * 2);

        Assert.Equal(0, await module.DiscardAsync());

        Assert.Equal(3, (await module.ListAsync()).Count);
    }

    [Fact]
    public async Task Key_confirmed_between_the_look_and_the_act_is_passed_over()
    {
        await using var module = new TestModule();
        var late = await module.CreateAsync(awaitConfirmation: true);
        var confirmed = await module.CreateAsync(awaitConfirmation: true);
        await module.ActivateAsync(confirmed.Key.Id);
        module.Time.Advance(Within + TimeSpan.FromSeconds(1));

        var outcome = await module.Runner.RunAsync(
            module.Get<UnconfirmedKeys>().Discard, [late.Key.Id, confirmed.Key.Id], new(Actor.System.Id), TestModule.Cancellation);

        Assert.Equal(late.Key.Id, Assert.Single(outcome.Output!).Id);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(confirmed));
    }

    [Fact]
    public async Task Looking_when_there_is_nothing_to_discard_writes_nothing()
    {
        await using var module = new TestModule();
        await module.CreateAsync();

        await module.DiscardAsync();

        Assert.Equal(1, (await module.Executions.ListAsync(new(), TestModule.Cancellation)).Count);
    }

    // Its expiry passed while it waited: it was no longer Pending, so the look found it for ever and the act passed it over for ever.
    [Fact]
    public async Task Unconfirmed_key_that_has_expired_meanwhile_is_discarded_too()
    {
        await using var module = new TestModule();
        var created = (await module.TryCreateAsync(new()
        {
            Type = ApiKeyType.Secret,
            Title = "Short",
            ExpiresAt = TestModule.Start.AddMinutes(10),
            AwaitConfirmation = true,
        })).Value!;
        module.Time.Advance(Within + TimeSpan.FromSeconds(1));

        Assert.Equal(1, await module.DiscardAsync());
        Assert.Equal(0, await module.DiscardAsync());

        Assert.Equal(ApiKeyAction.Discarded, (await module.ActionsAsync(created.Key.Id))[^1]);
        Assert.Equal(2, (await module.Executions.ListAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Unconfirmed_key_whose_revocation_is_scheduled_is_discarded_too()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync(awaitConfirmation: true);
        await module.RevokeAsync(created.Key.Id, TimeSpan.FromDays(7));
        module.Time.Advance(Within + TimeSpan.FromSeconds(1));

        Assert.Equal(1, await module.DiscardAsync());

        Assert.Equal(0, (await module.ListAsync()).Count);
    }

    [Fact]
    public async Task Time_to_confirm_can_be_chosen()
    {
        await using var module = new TestModule(options: options => options.Confirmation.ConfirmWithin = TimeSpan.FromHours(2));
        var created = await module.CreateAsync(awaitConfirmation: true);
        module.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, await module.DiscardAsync());

        Assert.Equal(TestModule.Start.AddHours(2), created.Key.ConfirmBefore);
        Assert.True((await module.ActivateAsync(created.Key.Id)).Succeeded);
    }

    [Fact]
    public async Task Job_runs_on_start_and_then_at_each_interval()
    {
        await using var module = new TestModule();
        await module.CreateAsync(awaitConfirmation: true);
        module.Time.Advance(Within + TimeSpan.FromSeconds(1));
        var service = module.Get<IEnumerable<IHostedService>>().OfType<ScheduledJobService>().Single();

        await service.StartAsync(TestModule.Cancellation);
        await Eventually.UntilAsync(async () => (await module.ListAsync()).Count == 0);
        await module.CreateAsync(awaitConfirmation: true);
        module.Time.Advance(Within + module.Get<IOptions<ApiKeysOptions>>().Value.Confirmation.DiscardInterval);
        await Eventually.UntilAsync(async () => (await module.ListAsync()).Count == 0);

        await service.StopAsync(TestModule.Cancellation);
        Assert.True(service.ExecuteTask!.IsCompleted);
    }
}
