using ApiKeys.Keys;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Events;
using ApiKeys.UnitTests.Module.Keys.Ends;
using ApiKeys.UnitTests.Module.Verification;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ApiKeys.UnitTests.Module;

/// <summary>What a node does while no one calls it.</summary>
public sealed class IdleNodeTests
{
    private const int Seconds = 20;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(200);

    // The lease 2.5 times a second, the time by which keys end under 2 times in two commands, and what looks every ten seconds.
    [Fact]
    public async Task Idle_node_on_SQLite_sends_few_commands_and_opens_few_connections()
    {
        var counter = new CommandCounter();
        await using var module = new TestModule(
            interceptor: counter, configure: services => services.AddSingleton<EventSubscriber>(new NotingSubscriber("idle")));
        await module.CreateAsync();
        await StartAsync(module);
        await Eventually.UntilAsync(async () => (await module.Get<IScheduledJobs>().ListAsync(TestModule.Cancellation)).All(job => job.EndedAt is not null));
        await PassAsync(module, TimeSpan.FromSeconds(3));

        counter.Start();
        await PassAsync(module, TimeSpan.FromSeconds(Seconds));

        Assert.InRange(counter.Commands.Count, Seconds, 8 * Seconds);
        Assert.True(counter.Connections <= Seconds, $"{counter.Connections} connections, {counter.Commands.Count} commands:\n{string.Join('\n', counter.Commands.CountBy(c => c))}");
        Assert.Equal(0, counter.DurableCommits);
        await StopAsync(module);
    }

    [Fact]
    public async Task Idle_node_delivers_and_ends_what_another_node_has_committed()
    {
        var subscriber = new NotingSubscriber("idle");
        await using var module = new TestModule(configure: services => services.AddSingleton<EventSubscriber>(subscriber));
        await using var other = new TestModule(module.Path, module.Time);
        await StartAsync(module);
        await PassAsync(module, TimeSpan.FromSeconds(5));

        var id = (await module.WhileTimePassesAsync(other.CreateEndingAsync(EndKind.Expiry))).Key.Id;
        await UntilAsync(module, () => Task.FromResult(subscriber.Handled.Count == 1));
        await PassAsync(module, TimeSpan.FromSeconds(5));
        Assert.Null(await EndedAtAsync(module, id));

        module.Time.Leap(TimeSpan.FromHours(1));
        await UntilAsync(module, async () => await EndedAtAsync(module, id) is not null);
        await StopAsync(module);
    }

    private static async Task<DateTimeOffset?> EndedAtAsync(TestModule module, string id)
    {
        await using var database = module.OpenDatabase();
        return await database.Set<ApiKey>().Where(key => key.Id == id).Select(key => key.EndedAt).SingleAsync(TestModule.Cancellation);
    }

    private static async Task StartAsync(TestModule module)
    {
        foreach (var service in module.Get<IEnumerable<IHostedService>>())
        {
            await service.StartAsync(TestModule.Cancellation);
        }
    }

    private static async Task StopAsync(TestModule module)
    {
        foreach (var service in module.Get<IEnumerable<IHostedService>>())
        {
            await service.StopAsync(TestModule.Cancellation);
        }
    }

    private static async Task PassAsync(TestModule module, TimeSpan duration)
    {
        for (var passed = TimeSpan.Zero; passed < duration; passed += Step)
        {
            module.Time.Advance(Step);
            await Task.Delay(TimeSpan.FromMilliseconds(3), TimeProvider.System, TestModule.Cancellation);
        }
    }

    private static Task UntilAsync(TestModule module, Func<Task<bool>> condition) => Eventually.UntilAsync(() =>
    {
        module.Time.Advance(Step);
        return condition();
    });
}
