using ApiKeys.Events;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApiKeys.UnitTests.Module.Events;

public sealed class EventDispatcherTests
{
    [Fact]
    public async Task Subscriber_is_told_of_every_change_in_the_order_of_the_commits()
    {
        var subscriber = new NotingSubscriber();
        await using var module = Module(subscriber);
        var one = (await module.CreateAsync("One")).Key.Id;
        await module.CreateAsync("Two");
        await RevokeAsync(module, one);

        await DeliverAsync(module, subscriber);
        await DeliverAsync(module, subscriber);

        Assert.Equal(["Created One", "Created Two", "Revoked One"], subscriber.Told);
        Assert.Equal([1, 2, 3], subscriber.Handled.Select(handled => handled.Delivery.Position));
        Assert.Equal("noting@1", subscriber.Handled[0].Delivery.Id);
    }

    [Fact]
    public async Task New_subscriber_begins_with_what_happens_from_then_on()
    {
        var subscriber = new NotingSubscriber(fromBeginning: false);
        await using var module = Module(subscriber);
        await module.CreateAsync("Before");

        await DeliverAsync(module, subscriber);
        await module.CreateAsync("After");
        await DeliverAsync(module, subscriber);

        Assert.Equal(["Created After"], subscriber.Told);
    }

    [Fact]
    public async Task Subscriber_is_told_only_of_the_changes_it_wants()
    {
        var subscriber = new NotingSubscriber { Wanted = new HashSet<ApiKeyAction> { ApiKeyAction.Revoked } };
        await using var module = Module(subscriber);
        await RevokeAsync(module, (await module.CreateAsync("One")).Key.Id);

        await DeliverAsync(module, subscriber);

        Assert.Equal(["Revoked One"], subscriber.Told);
        Assert.Equal(0, (await ReadAsync(module)).Behind);
    }

    [Fact]
    public async Task Event_that_fails_holds_back_the_later_ones_of_its_key_alone_and_all_arrive_in_order()
    {
        var subscriber = new NotingSubscriber { Fails = change => change.SubjectTitle == "One" ? new TimeoutException("Slow.") : null };
        await using var module = Module(subscriber);
        var one = (await module.CreateAsync("One")).Key.Id;
        await module.CreateAsync("Two");
        await RevokeAsync(module, one);

        await DeliverAsync(module, subscriber);
        var undelivered = (await ReadAsync(module)).Undelivered;
        subscriber.Fails = _ => null;
        await DeliverAsync(module, subscriber);
        var tooSoon = subscriber.Told.ToList();
        module.Time.Advance(TimeSpan.FromSeconds(1));
        await DeliverAsync(module, subscriber);

        Assert.Equal([DeliveryState.Retrying, DeliveryState.Waiting], undelivered.Select(one => one.State));
        Assert.Equal("TimeoutException: Slow.", undelivered[0].Error);
        Assert.Equal(["Created Two"], tooSoon);
        Assert.Equal(["Created Two", "Created One", "Revoked One"], subscriber.Told);
        Assert.Equal(2, subscriber.Handled[1].Delivery.Attempt);
        Assert.Empty((await ReadAsync(module)).Undelivered);
    }

    [Fact]
    public async Task Event_that_fails_every_time_is_a_dead_letter_until_a_person_retries_it()
    {
        var subscriber = new NotingSubscriber { Fails = change => change.SubjectTitle == "One" ? new TimeoutException("Slow.") : null };
        await using var module = Module(subscriber);
        var one = (await module.CreateAsync("One")).Key.Id;
        await ExhaustAsync(module, subscriber);
        await RevokeAsync(module, one);
        await DeliverAsync(module, subscriber);
        var dead = await ReadAsync(module);
        subscriber.Fails = _ => null;
        module.Time.Advance(TimeSpan.FromDays(1));
        await DeliverAsync(module, subscriber);
        var untouched = subscriber.Told.ToList();

        var retried = await Subscriptions(module).RetryAsync("noting", dead.Undelivered[0].Position, TestModule.Cancellation);
        await DeliverAsync(module, subscriber);

        Assert.Equal(1, dead.DeadLetters);
        Assert.Equal([(DeliveryState.DeadLetter, 10), (DeliveryState.Waiting, 0)], dead.Undelivered.Select(u => (u.State, u.Attempts)));
        Assert.Empty(untouched);
        Assert.True(retried);
        Assert.Equal(["Created One", "Revoked One"], subscriber.Told);
        Assert.Equal(0, await Subscriptions(module).CountDeadLettersAsync(TestModule.Cancellation));
    }

    [Fact]
    public async Task Dead_letter_that_is_skipped_lets_pass_what_waits_behind_it()
    {
        var subscriber = new NotingSubscriber { Fails = change => change.Action == ApiKeyAction.Created ? new TimeoutException("Slow.") : null };
        await using var module = Module(subscriber);
        var one = (await module.CreateAsync("One")).Key.Id;
        await ExhaustAsync(module, subscriber);
        await RevokeAsync(module, one);
        await DeliverAsync(module, subscriber);

        var skipped = await Subscriptions(module).SkipAsync("noting", 1, TestModule.Cancellation);
        var again = await Subscriptions(module).SkipAsync("noting", 1, TestModule.Cancellation);
        await DeliverAsync(module, subscriber);

        Assert.Equal((true, false), (skipped, again));
        Assert.Equal(["Revoked One"], subscriber.Told);
    }

    [Fact]
    public async Task Only_a_dead_letter_can_be_retried_or_skipped()
    {
        var subscriber = new NotingSubscriber { Fails = _ => new TimeoutException("Slow.") };
        await using var module = Module(subscriber);
        await module.CreateAsync("One");
        await DeliverAsync(module, subscriber);

        Assert.False(await Subscriptions(module).RetryAsync("noting", 1, TestModule.Cancellation));
        Assert.False(await Subscriptions(module).SkipAsync("noting", 1, TestModule.Cancellation));
    }

    [Fact]
    public async Task Subscriber_with_nothing_to_be_told_costs_no_write()
    {
        var subscriber = new NotingSubscriber();
        await using var module = Module(subscriber);
        await module.CreateAsync("One");
        await DeliverAsync(module, subscriber);
        var before = DatabaseSnapshot.TakeAll(module.Path);

        await DeliverAsync(module, subscriber);

        Assert.Equal(before, DatabaseSnapshot.TakeAll(module.Path));
    }

    [Fact]
    public async Task Event_that_waits_behind_a_dead_letter_costs_no_write_until_a_person_comes()
    {
        var subscriber = new NotingSubscriber { Fails = _ => new TimeoutException("Slow.") };
        await using var module = Module(subscriber);
        var one = (await module.CreateAsync("One")).Key.Id;
        await ExhaustAsync(module, subscriber);
        await RevokeAsync(module, one);
        await DeliverAsync(module, subscriber);
        var before = DatabaseSnapshot.TakeAll(module.Path);

        await DeliverAsync(module, subscriber);

        Assert.Equal(before, DatabaseSnapshot.TakeAll(module.Path));
    }

    [Fact]
    public async Task Keys_that_fail_do_not_keep_others_from_what_is_new()
    {
        var subscriber = new NotingSubscriber { Fails = change => change.SubjectTitle == "One" ? new TimeoutException("Slow.") : null };
        await using var module = Module(subscriber);
        await module.CreateAsync("One");
        await DeliverAsync(module, subscriber);
        await module.CreateAsync("Two");
        module.Time.Advance(TimeSpan.FromSeconds(1));

        // Each try takes so long that the next is due when it ends.
        subscriber.Handling = (_, _) =>
        {
            module.Time.Advance(TimeSpan.FromMinutes(10));
            return Task.CompletedTask;
        };
        await DeliverAsync(module, subscriber);

        Assert.Equal(["Created Two"], subscriber.Told);
    }

    [Fact]
    public async Task Subscriber_is_written_down_before_the_host_serves_and_told_of_what_comes_first()
    {
        var subscriber = new NotingSubscriber(fromBeginning: false);
        await using var module = Module(subscriber);
        await module.Get<IEnumerable<IHostedService>>().OfType<EventSubscriberRegistration>().Single().StartingAsync(TestModule.Cancellation);

        await module.CreateAsync("First");
        await DeliverAsync(module, subscriber);

        Assert.Equal(["Created First"], subscriber.Told);
    }

    [Fact]
    public async Task Two_nodes_deliver_each_event_once()
    {
        var subscriber = new NotingSubscriber();
        await using var module = Module(subscriber);
        await using var other = new TestModule(module.Path, module.Time);
        for (var i = 0; i < 20; i++)
        {
            await module.CreateAsync($"Key {i}");
        }

        await Task.WhenAll(DeliverAsync(module, subscriber), DeliverAsync(other, subscriber));
        await DeliverAsync(other, subscriber);

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Created Key {i}"), subscriber.Told);
    }

    [Fact]
    public async Task Node_that_stalls_over_an_event_loses_the_subscriber_and_can_not_move_its_position()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var wake = new TaskCompletionSource();
        var stalled = new NotingSubscriber
        {
            Handling = async (_, _) =>
            {
                begun.TrySetResult();
                await wake.Task;
            },
        };
        var awake = new NotingSubscriber();
        await using var module = Module(stalled);
        await module.CreateAsync("One");
        await module.CreateAsync("Two");
        var stalling = DeliverAsync(module, stalled);
        await begun.Task;
        await using var other = module.OtherNode(TimeSpan.FromSeconds(31));

        await DeliverAsync(other, awake);
        wake.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stalling);

        Assert.Equal(["Created One", "Created Two"], awake.Told);
        Assert.Equal(["Created One"], stalled.Told);
        Assert.Equal(2, (await ReadAsync(module)).Position);
    }

    [Fact]
    public async Task Event_handled_by_a_node_that_dies_before_it_says_so_is_delivered_again_under_the_same_id()
    {
        var faults = new FaultInjector();
        var subscriber = new NotingSubscriber();
        await using var dying = new TestModule(interceptor: faults);
        await dying.CreateAsync("One");
        subscriber.Handling = (_, _) =>
        {
            faults.Die();
            return Task.CompletedTask;
        };

        await Record.ExceptionAsync(() => DeliverAsync(dying, subscriber));
        subscriber.Handling = (_, _) => Task.CompletedTask;
        await using var next = dying.OtherNode(TimeSpan.FromSeconds(31));
        await DeliverAsync(next, subscriber);

        Assert.Equal(["Created One", "Created One"], subscriber.Told);
        Assert.Single(subscriber.Handled.Select(handled => handled.Delivery.Id).Distinct());
    }

    [Fact]
    public async Task Undone_change_is_followed_by_an_event_that_says_so()
    {
        var operation = Workflows.OperationCase.Named("create");
        var subscriber = new NotingSubscriber();
        await using var module = new TestModule(configure: operation.RegisterOuter);
        var input = await operation.ArrangeAsync(module);
        await Record.ExceptionAsync(() => operation.RunAsync(module, input, Workflows.OperationSetting.InsideOneThatFails));

        await DeliverAsync(module, subscriber);

        Assert.Equal(["Created One", "Created Two", "Created Three", "Undone One", "Undone Two", "Undone Three"], subscriber.Told);
    }

    [Fact]
    public async Task Service_delivers_on_start_and_at_each_interval_and_a_slow_subscriber_keeps_no_other_waiting()
    {
        var wake = new TaskCompletionSource();
        var slow = new NotingSubscriber("slow") { Handling = (_, cancellationToken) => wake.Task.WaitAsync(cancellationToken) };
        var quick = new NotingSubscriber("quick");
        await using var module = new TestModule(
            configure: services => services.AddSingleton<EventSubscriber>(slow).AddSingleton<EventSubscriber>(quick));
        var service = module.Get<IEnumerable<IHostedService>>().OfType<EventDispatchService>().Single();
        await module.CreateAsync("One");

        await service.StartAsync(TestModule.Cancellation);
        await Eventually.UntilAsync(() => Task.FromResult(quick.Handled.Count == 1));
        await module.CreateAsync("Two");
        module.Time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.UntilAsync(() => Task.FromResult(quick.Handled.Count == 2));

        Assert.Empty(slow.Handled);
        await service.StopAsync(TestModule.Cancellation);
    }

    [Fact]
    public async Task Token_in_a_failure_is_scrubbed_before_it_is_stored()
    {
        await using var module = new TestModule();
        var token = (await module.CreateAsync()).Token!.Reveal();
        var subscriber = new NotingSubscriber { Fails = _ => new InvalidOperationException("Refused " + token) };
        await using var listening = new TestModule(
            module.Path, module.Time, configure: services => services.AddSingleton<EventSubscriber>(subscriber));

        await DeliverAsync(listening, subscriber);

        Assert.DoesNotContain(token, (await ReadAsync(listening)).Undelivered[0].Error!, StringComparison.Ordinal);
    }

    private static TestModule Module(NotingSubscriber subscriber) =>
        new(configure: services => services.AddSingleton<EventSubscriber>(subscriber));

    private static IEventSubscriptions Subscriptions(TestModule module) => module.Get<IEventSubscriptions>();

    private static async Task<int> DeliverAsync(TestModule module, EventSubscriber subscriber) =>
        await module.Get<EventDispatcher>().DeliverAsync(subscriber, TestModule.Cancellation) ?? 0;

    private static async Task ExhaustAsync(TestModule module, EventSubscriber subscriber)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await DeliverAsync(module, subscriber);
            module.Time.Advance(TimeSpan.FromHours(1));
        }
    }

    private static async Task<EventSubscriberDetails> ReadAsync(TestModule module) =>
        Assert.Single(await Subscriptions(module).ListAsync(TestModule.Cancellation));

    private static Task<ApiKeyResult<ApiKeyDetails>> RevokeAsync(TestModule module, string id) =>
        module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = id }, TestModule.Dana, null, TestModule.Cancellation);
}
