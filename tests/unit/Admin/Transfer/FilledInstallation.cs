using System.Net;
using ApiKeys.Events;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Events;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.UnitTests.Module.Policies;
using ApiKeys.UnitTests.Module.SalesChannels;
using ApiKeys.UnitTests.Module.Usage;
using ApiKeys.UnitTests.Module.Workflows;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Transfer;

/// <summary>A module in which everything has happened that leaves rows: keys of every status, channels, uses, subscribers, executions that ended or stand still.</summary>
internal sealed class FilledInstallation : IAsyncDisposable
{
    public const string Title = "Größe \"№ 7\" 🗝 \U00020BB7野家";

    private FilledInstallation() => Module = new TestModule(configure: With(Subscriber));

    public TestModule Module { get; }

    public NotingSubscriber Subscriber { get; } = new();

    /// <summary>Every token that was ever made, with what it is worth.</summary>
    public Dictionary<string, VerificationCode> Tokens { get; } = [];

    /// <summary>An execution whose process died.</summary>
    public string Abandoned { get; private set; } = "";

    public static Action<IServiceCollection> With(EventSubscriber subscriber) => services => services.AddSingleton(subscriber);

    public static async Task<FilledInstallation> CreateAsync()
    {
        var filled = new FilledInstallation();
        await filled.FillAsync(filled.Module);
        return filled;
    }

    public ValueTask DisposeAsync() => Module.DisposeAsync();

    private async Task FillAsync(TestModule module)
    {
        List<CreatedApiKey> all = [];
        all.Add(await module.CreateAsync(Title));
        all.Add(await module.CreateAsync("Not seen yet", awaitConfirmation: true));
        var revoked = await module.CreateAsync("Leaked");
        var deleted = await module.CreateAsync("Gone");
        var scheduled = await module.CreateAsync("Ends in a week");
        var rolled = await module.CreateAsync("Rolled");
        all.AddRange([revoked, deleted, scheduled, rolled, await module.RollAsync(rolled.Key.Id, TimeSpan.FromDays(2))]);
        all.Add((await module.TryCreateAsync(new()
        {
            Type = ApiKeyType.Secret,
            Title = "Expired",
            Scopes = ["orders:read", "stock:*"],
            ExpiresAt = module.Time.GetUtcNow() + TimeSpan.FromMinutes(10),
        })).Value!);
        await module.RevokeAsync(revoked.Key.Id, reason: "Found in a log 😱");
        await module.RevokeAsync(deleted.Key.Id);
        await module.DeleteAsync(deleted.Key.Id);
        await module.RevokeAsync(scheduled.Key.Id, TimeSpan.FromDays(7));
        var linked = await module.CreateLinkedAsync("Storefront", "Web shop", "Märkte");
        await module.LinkAsync(linked.Id, remove: [linked.SalesChannels[0].Id]);

        await module.SetPolicyAsync(new() { ScopeGrants = new() { Scopes = ["orders:*"] } });
        await module.UseAsync(all[0], new ApiKeyCaller(IPAddress.Parse("2001:db8::7"), "böt 🤖 /1.0", "/orders/{id}"));
        await module.FlushAsync();

        // One delivered, one set aside, so that there is a position and a delivery.
        Subscriber.Fails = change => change.SubjectId == revoked.Key.Id ? new InvalidOperationException("No.") : null;
        await module.Get<EventDispatcher>().DeliverAsync(Subscriber, TestModule.Cancellation);

        await module.Get<ScheduledJobRunner>().RunDueAsync(module.Get<IEnumerable<ScheduledJob>>().First(), TestModule.Cancellation);
        Abandoned = await module.WriteAsync(WorkflowState.Running, ago: TimeSpan.FromHours(1));
        module.Time.Advance(TimeSpan.FromMinutes(11));
        foreach (var created in all)
        {
            Tokens.Add(created.Token!.Reveal(), await module.VerifyAsync(created));
        }
    }
}
