using ApiKeys.Keys.Discard;
using ApiKeys.Keys.Expiry;
using ApiKeys.Keys.Idle;
using ApiKeys.Operations;
using ApiKeys.Policies;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.UnitTests.Module.Policies;
using ApiKeys.UnitTests.Module.SalesChannels;
using ApiKeys.Verification.Ends;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>One way to run one registered workflow, alone or inside another.</summary>
internal abstract record OperationCase(string Name, string WorkflowName)
{
    private static readonly string[] AskedOfServers =
        ["create with sales channels", "activate a replacement", "update", "revoke", "roll with sales channels", "abort a roll", "delete sales channels"];

    public const string OuterFailure = "The outer workflow fails.";

    /// <summary>Whether the workflow's effect can be undone once it is complete; a revocation can't.</summary>
    public bool IsReversible { get; init; } = true;

    /// <summary>Registers what the workflow needs besides the module.</summary>
    public Action<IServiceCollection> Configure { get; init; } = _ => { };

    public static IReadOnlyList<OperationCase> All { get; } =
    [
        new OperationCase<IReadOnlyList<CreateApiKeyRequest>, IReadOnlyList<CreatedApiKey>>(
            "create",
            "create-api-keys",
            module => module.Get<ApiKeyWorkflows>().Create,
            _ => Task.FromResult<IReadOnlyList<CreateApiKeyRequest>>(
            [
                new() { Type = ApiKeyType.Secret, Title = "One" },
                new() { Type = ApiKeyType.Publishable, Title = "Two" },
                new() { Type = ApiKeyType.Secret, Title = "Three", AwaitConfirmation = true },
            ])),
        new OperationCase<IReadOnlyList<CreateApiKeyRequest>, IReadOnlyList<CreatedApiKey>>(
            "create with sales channels",
            "create-api-keys",
            module => module.Get<ApiKeyWorkflows>().Create,
            async module =>
            [
                new()
                {
                    Type = ApiKeyType.Publishable,
                    Title = "One",
                    SalesChannelIds = [await module.CreateChannelAsync("Shop"), await module.CreateChannelAsync("App")],
                },
            ]),
        new OperationCase<IReadOnlyList<ActivateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>(
            "activate",
            "activate-api-keys",
            module => module.Get<ApiKeyWorkflows>().Activate,
            async module => [new((await module.CreateAsync(awaitConfirmation: true)).Key.Id)])
        {
            IsReversible = false,
        },
        new OperationCase<IReadOnlyList<ActivateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>(
            "activate a replacement", "activate-api-keys", module => module.Get<ApiKeyWorkflows>().Activate, RolledPendingAsync)
        {
            IsReversible = false,
        },
        new OperationCase<IReadOnlyList<UpdateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>(
            "update",
            "update-api-keys",
            module => module.Get<ApiKeyWorkflows>().Update,
            async module =>
            [
                new() { Id = (await module.CreateAsync()).Key.Id, Title = "New", Description = "Words", Scopes = ["orders:read"], Owner = OwnerChange.To("user_01SAM") },
                new() { Id = (await module.TryCreateAsync(new() { Type = ApiKeyType.Secret, Title = "Owned", OwnedBy = TestModule.Sam.Id })).Value!.Key.Id, Title = "Other", Owner = OwnerChange.ToStore },
            ]),
        new OperationCase<IReadOnlyList<UpdateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>(
            "update expiries",
            "update-api-keys",
            module => module.Get<ApiKeyWorkflows>().Update,
            async module =>
            [
                new() { Id = (await module.CreateAsync()).Key.Id, Expiry = ExpiryChange.At(TestModule.Start.AddDays(5)) },
                new() { Id = await module.CreateExpiringAsync(TimeSpan.FromDays(20)), Expiry = ExpiryChange.Never },
            ]),
        new OperationCase<IReadOnlyList<RevokeApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>(
            "revoke",
            "revoke-api-keys",
            module => module.Get<ApiKeyWorkflows>().Revoke,
            async module =>
            [
                new() { Id = (await module.CreateAsync()).Key.Id },
                new() { Id = (await module.CreateAsync()).Key.Id, After = TimeSpan.FromHours(1) },
            ])
        {
            IsReversible = false,
        },
        new OperationCase<CancelRevocationRequest, IReadOnlyList<ApiKeyDetails>>(
            "cancel a revocation",
            "cancel-revocation",
            module => module.Get<ApiKeyWorkflows>().CancelRevocation,
            async module =>
            {
                var key = (await module.CreateAsync()).Key;
                await module.Keys.RevokeAsync(
                    new RevokeApiKeyRequest { Id = key.Id, After = TimeSpan.FromDays(1), Reason = "Moved" },
                    TestModule.Dana,
                    null,
                    TestModule.Cancellation);
                return new CancelRevocationRequest(key.Id);
            }),
        new OperationCase<IReadOnlyList<RollApiKeyRequest>, IReadOnlyList<CreatedApiKey>>(
            "roll",
            "roll-api-keys",
            module => module.Get<ApiKeyWorkflows>().Roll,
            async module => await RollInputAsync(module, awaitConfirmation: false))
        {
            IsReversible = false,
        },
        new OperationCase<IReadOnlyList<RollApiKeyRequest>, IReadOnlyList<CreatedApiKey>>(
            "roll, to be confirmed",
            "roll-api-keys",
            module => module.Get<ApiKeyWorkflows>().Roll,
            async module => await RollInputAsync(module, awaitConfirmation: true)),
        new OperationCase<IReadOnlyList<RollApiKeyRequest>, IReadOnlyList<CreatedApiKey>>(
            "roll with sales channels",
            "roll-api-keys",
            module => module.Get<ApiKeyWorkflows>().Roll,
            async module => [new() { Id = (await module.CreateLinkedAsync("Now", "Shop", "App")).Id }])
        {
            IsReversible = false,
        },
        new OperationCase<IReadOnlyList<RollApiKeyRequest>, IReadOnlyList<CreatedApiKey>>(
            "roll with sales channels, to be confirmed",
            "roll-api-keys",
            module => module.Get<ApiKeyWorkflows>().Roll,
            async module => [new() { Id = (await module.CreateLinkedAsync("Now", "Shop", "App")).Id, AwaitConfirmation = true }]),
        new OperationCase<AbortRollRequest, IReadOnlyList<ApiKeyDetails>>(
            "abort a roll",
            "abort-roll",
            module => module.Get<ApiKeyWorkflows>().AbortRoll,
            async module =>
            {
                var old = (await module.CreateLinkedAsync("Now", "Shop", "App")).Id;
                return new AbortRollRequest { Id = (await module.RollAsync(old, TimeSpan.FromHours(1))).Key.Id, Reason = "Too early" };
            })
        {
            IsReversible = false,
        },
        new OperationCase<LinkSalesChannelsRequest, IReadOnlyList<ApiKeyDetails>>(
            "link sales channels", "link-sales-channels", module => module.Get<ApiKeyWorkflows>().LinkSalesChannels, LinkRequestAsync),
        new OperationCase<IReadOnlyList<DeleteApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>(
            "delete",
            "delete-api-keys",
            module => module.Get<ApiKeyWorkflows>().Delete,
            async module =>
            {
                var revoked = (await module.CreateAsync()).Key.Id;
                await module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = revoked }, TestModule.Dana, null, TestModule.Cancellation);
                return [new(revoked), new((await module.CreateAsync(awaitConfirmation: true)).Key.Id)];
            }),
        new OperationCase<IReadOnlyList<DeleteApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>(
            "delete with sales channels",
            "delete-api-keys",
            module => module.Get<ApiKeyWorkflows>().Delete,
            async module =>
            {
                var linked = (await module.CreateLinkedAsync("One", "Shop", "App")).Id;
                await module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = linked }, TestModule.Dana, null, TestModule.Cancellation);
                return [new(linked)];
            }),
        new OperationCase<IReadOnlyList<string>, IReadOnlyList<ApiKeyDetails>>(
            "discard",
            "discard-unconfirmed-keys",
            module => module.Get<UnconfirmedKeys>().Discard,
            async module =>
            {
                var pending = (await module.CreateAsync(awaitConfirmation: true)).Key.Id;
                module.Time.Advance(TimeSpan.FromMinutes(16));
                return [pending];
            }),
        new OperationCase<IReadOnlyList<string>, int>(
            "end",
            "end-keys",
            module => module.Get<EndedKeys>().End,
            async module =>
            {
                var scheduled = (await module.CreateAsync()).Key.Id;
                await module.RevokeAsync(scheduled, TimeSpan.FromDays(1));
                IReadOnlyList<string> ids = [scheduled, await module.CreateExpiringAsync(TimeSpan.FromDays(1))];
                module.Time.Advance(TimeSpan.FromDays(2));
                return ids;
            })
        {
            IsReversible = false,
        },
        new OperationCase<IReadOnlyList<string>, int>(
            "warn of expiry",
            "warn-of-expiry",
            module => module.Get<ExpiringKeys>().Warn,
            async module =>
            {
                IReadOnlyList<string> ids =
                    [await module.CreateExpiringAsync(TimeSpan.FromDays(20)), await module.CreateExpiringAsync(TimeSpan.FromDays(8))];
                module.Time.Advance(TimeSpan.FromDays(2));
                return ids;
            }),
        new OperationCase<UpdatePolicyRequest, IReadOnlyList<StorePolicies>>(
            "set a policy",
            "update-policy",
            module => module.Get<ApiKeyPolicies>().Update,
            _ => Task.FromResult(new UpdatePolicyRequest { ScopeGrants = new() { Scopes = ["orders:*"] } })),
        new OperationCase<UpdatePolicyRequest, IReadOnlyList<StorePolicies>>(
            "change a policy",
            "update-policy",
            module => module.Get<ApiKeyPolicies>().Update,
            async module =>
            {
                await module.SetPolicyAsync(new() { SecondFactor = new() { RequiredOf = UserGroup.Managers, GraceDays = 0 } });
                return new UpdatePolicyRequest { SecondFactor = new() { RequiredOf = UserGroup.Everyone, GraceDays = 30 } };
            }),
        new OperationCase<IReadOnlyList<string>, int>(
            "warn of unused keys", "warn-of-idle", module => module.Get<IdleKeys>().Warn, module => UnusedAsync(module, TimeSpan.FromDays(24))),
        new OperationCase<IReadOnlyList<string>, int>(
            "revoke unused keys",
            "revoke-idle-keys",
            module => module.Get<IdleKeys>().Revoke,
            async module =>
            {
                var ids = await UnusedAsync(module, TimeSpan.FromDays(24));
                await module.Get<IdleKeys>().ApplyAsync(TestModule.Cancellation);
                module.Time.Advance(TimeSpan.FromDays(8));
                return ids;
            })
        {
            IsReversible = false,
        },
        new OperationCase<IReadOnlyList<CreateSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>>(
            "create sales channels",
            "create-sales-channels",
            module => module.Get<SalesChannelWorkflows>().Create,
            _ => Task.FromResult<IReadOnlyList<CreateSalesChannelRequest>>(
                [new() { Name = "Shop" }, new() { Name = "App", Description = "Both", IsDisabled = true, Metadata = """{"a":1}""" }])),
        new OperationCase<IReadOnlyList<UpdateSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>>(
            "update sales channels",
            "update-sales-channels",
            module => module.Get<SalesChannelWorkflows>().Update,
            async module =>
            [
                new()
                {
                    Id = await module.CreateChannelAsync("Shop"),
                    Name = "New",
                    Description = "Words",
                    IsDisabled = true,
                    Metadata = """{"a":1}""",
                },
                new() { Id = await module.CreateChannelAsync("App"), Name = "Other" },
            ]),
        new OperationCase<IReadOnlyList<DeleteSalesChannelRequest>, IReadOnlyList<SalesChannelDetails>>(
            "delete sales channels",
            "delete-sales-channels",
            module => module.Get<SalesChannelWorkflows>().Delete,
            async module =>
            {
                var both = await module.CreateLinkedAsync("One", "Shop", "App");
                await module.LinkAsync((await module.CreateLinkedAsync("Two", "Till")).Id, add: [both.SalesChannels[0].Id]);
                return [.. both.SalesChannels.Select(channel => new DeleteSalesChannelRequest(channel.Id))];
            }),
    ];

    public static TheoryData<string> Names => [.. All.Select(c => c.Name)];

    /// <summary>Every operation in each of some settings.</summary>
    // On a server each point of each operation takes a second, and most of them ask the engine the same question again: there, one operation of each kind, where
    // the points of the undo are passed too.
    public static TheoryData<string, OperationSetting> In(params IReadOnlyList<OperationSetting> settings) => TestDatabase.Current.IsServer
        ? [.. AskedOfServers.Select(name => (Named(name).Name, OperationSetting.InsideOneThatFails))]
        : [.. All.SelectMany(c => settings, (c, setting) => (c.Name, setting))];

    public static OperationCase Named(string name) => All.Single(c => c.Name == name);

    public abstract Task<object> ArrangeAsync(TestModule module);

    public abstract Task RunAsync(
        TestModule module, object input, OperationSetting setting, string? transactionId = null, CancellationToken? cancellationToken = null);

    /// <summary>Registers the workflow inside which this one can be run.</summary>
    public abstract void RegisterOuter(IServiceCollection services);

    private static async Task<IReadOnlyList<ActivateApiKeyRequest>> RolledPendingAsync(TestModule module)
    {
        var input = await RollInputAsync(module, awaitConfirmation: true);
        var rolled = await module.Keys.RollAsync(input, TestModule.Dana, null, TestModule.Cancellation);
        return [.. rolled.Value!.Select(created => new ActivateApiKeyRequest(created.Key.Id))];
    }

    /// <summary>Two keys that weren't used for a while, under a policy that revokes after 30 days with a notice of 7.</summary>
    private static async Task<IReadOnlyList<string>> UnusedAsync(TestModule module, TimeSpan unusedFor)
    {
        IReadOnlyList<string> ids = [(await module.CreateAsync("One")).Key.Id, (await module.CreateAsync("Two")).Key.Id];
        await module.SetPolicyAsync(new() { IdleRevocation = new() { AfterDays = 30 } });
        module.Time.Advance(unusedFor);
        return ids;
    }

    /// <summary>Every change that a link can see: one new, one that was there before, one taken off; and one of each that changes nothing.</summary>
    private static async Task<LinkSalesChannelsRequest> LinkRequestAsync(TestModule module)
    {
        var key = await module.CreateLinkedAsync("One", "Taken off", "There before", "Stays");
        var ids = key.SalesChannels.ToDictionary(channel => channel.Name, channel => channel.Id);
        await module.LinkAsync(key.Id, remove: [ids["There before"]]);
        return new()
        {
            Id = key.Id,
            Add = [await module.CreateChannelAsync("New"), ids["There before"], ids["Stays"]],
            Remove = [ids["Taken off"], "sc_none"],
        };
    }

    private static async Task<IReadOnlyList<RollApiKeyRequest>> RollInputAsync(TestModule module, bool awaitConfirmation) =>
    [
        new() { Id = (await module.CreateAsync("Now")).Key.Id, AwaitConfirmation = awaitConfirmation },
        new()
        {
            Id = (await module.CreateAsync("Later")).Key.Id,
            OldKeyEndsAfter = TimeSpan.FromHours(1),
            AwaitConfirmation = awaitConfirmation,
        },
    ];
}
