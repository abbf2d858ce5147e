using ApiKeys.Keys.Discard;
using ApiKeys.Keys.Expiry;
using ApiKeys.SqlServer;
using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage.Flush;
using ApiKeys.Usage.Retention;
using ApiKeys.Verification.Receipts;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace ApiKeys.ServerTests.SqlServer;

/// <summary>What the module would send to SQL Server, held against the tables that its migrations make. Nothing of it is run.</summary>
public sealed class SqlServerQueriesTests
{
    private static readonly string[] Two = ["apk_1", "apk_2"];
    private static readonly DateTimeOffset At = TestModule.Start;
    private static readonly TimeRange Range = new(At, At.AddDays(1)) { After = At, Until = At, In = [At, null], NotIn = [At] };

    public static TheoryData<string> Acts => [.. All.Keys];

    private static Dictionary<string, Func<IServiceProvider, Task>> All { get; } = Collect();

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Commands_compile_against_the_schema(string act) => AssertCompile(await RecordAsync(All[act]));

    internal static void AssertCompile(IReadOnlyList<string> procedures)
    {
        var (scripts, errors) = (procedures.Select(sql => SqlServerSchema.Parse(sql)).ToList(), new List<string>());
        errors.AddRange(scripts.SelectMany(parsed => parsed.Errors));
        Assert.Empty(errors);
        Assert.Empty(SqlServerSchema.Validate(procedures));
        Assert.All(scripts, parsed => Assert.Empty(Unportable.In(parsed.Script)));
    }

    [Fact]
    public async Task Column_that_is_called_otherwise_is_found()
    {
        var procedures = await RecordAsync(All["one key"]);

        var problems = SqlServerSchema.Validate(procedures, table => table.Replace("[redacted] ", "[outlined] ", StringComparison.Ordinal));

        Assert.Contains(problems, problem => problem.Contains("redacted", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> RecordAsync(Func<IServiceProvider, Task> act)
    {
        var time = new FakeTimeProvider(At);
        var server = new RecordedSqlServer(time);
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time);
        services.AddApiKeys().UseSqlServer("Server=none");
        services.ConfigureDbContext<SqlServerApiKeysDbContext>(options => options.AddInterceptors(server));
        await using var provider = services.BuildServiceProvider();

        // An answer of nothing may be none that it can go on with. What EF Core can't make SQL of is another matter.
        var exception = await Record.ExceptionAsync(() => act(provider));
        Assert.DoesNotContain("could not be translated", $"{exception}", StringComparison.Ordinal);
        Assert.True(server.Procedures.Count > 0, $"Nothing was sent. {exception}");
        return RecordedSqlServer.ToScript(server.Procedures);
    }

    private static Dictionary<string, Func<IServiceProvider, Task>> Collect()
    {
        var acts = new Dictionary<string, Func<IServiceProvider, Task>>
        {
            ["one key"] = On<IApiKeyModuleService>(keys => keys.RetrieveAsync("apk_1")),
            ["every filter of keys"] = On<IApiKeyModuleService>(keys => keys.ListAndCountAsync(new()
            {
                Ids = Two,
                Type = ApiKeyType.Secret,
                Statuses = Enum.GetValues<ApiKeyStatus>()[1..],
                Titles = ["Till"],
                PublicTokens = ["pk"],
                CreatedBy = ["user_1"],
                ReplacesIds = Two,
                SalesChannelIds = ["sc_1"],
                Scopes = ["orders:read", "*"],
                LastUsedAt = Range,
                CreatedAt = Range,
                UpdatedAt = Range,
                RevokedAt = Range,
                ExpiresAt = Range,
                DeletedAt = Range,
                Search = "till 100%",
                AllOf = [new() { Titles = ["a"] }],
                AnyOf = [new() { Ids = Two }, new() { Search = "b" }],
                WithDeleted = true,
            })),
            ["trail"] = On<IApiKeyModuleService>(keys => keys.ListEventsAsync(
                new() { SubjectId = "apk_1", Actors = ["user_1"], Actions = [ApiKeyAction.Created], At = Range, ExecutionId = "wfx_1", Search = "till 100%", UnsearchableIdPrefixes = ["inv_"] })),
            ["load of the ring"] = async services =>
            {
                await using var database = Open(services);
                await foreach (var _ in database.ReadAllAsync())
                {
                }

                await database.ReadChannelsAsync(null, default);
            },
            ["feed"] = async services =>
            {
                await using var database = Open(services);
                await database.ReadVersionAsync(default);
                await database.ReadFeedAsync(1, 100, default);
                await database.ReadAsync(Two, default);
                await database.ReadChannelsAsync(Two, default);
            },
            ["look of a node"] = On<KeyRingFeed>(feed => feed.LookAsync(default)),
            ["end of a node"] = On<KeyRingFeed>(feed => feed.EndAsync(default)),
            ["verification without the ring"] = On<IApiKeyVerifier>(
                async verifier => await verifier.VerifyAsync(TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal(), null, default)),
            ["use"] = On<IApiKeyUsage>(async usage =>
            {
                await usage.ReadAsync("apk_1");
                await usage.ListEndedKeysInUseAsync(At, 10);
            }),
            ["use of several"] = On<IApiKeyUsage>(usage => usage.ReadAsync(Two)),
            ["use of the store"] = On<IApiKeyUsage>(usage => usage.ReadStoreAsync()),
            ["verdicts"] = On<IApiKeyUsage>(usage => usage.GetVerdictsAsync(Two)),
            ["ended keys in use"] = On<IApiKeyUsage>(usage => usage.ListEndedKeysInUseAsync(At, 10)),
            ["flush of last uses"] = On<UseWriter>(writer => writer.WriteLastUsedAsync([new("apk_1", At)], default)),
            ["flush of counts"] = On<UseWriter>(writer => writer.WriteCountsAsync([new(new("apk_1", At, VerificationCode.Valid), 1)], default)),
            ["flush of callers"] = On<UseWriter>(writer => writer.WriteCallersAsync(
                [new(new("apk_1", true, "::1", "curl"), new(VerificationCode.Valid, "/", At, At, 1))], default)),
            ["removal of old uses"] = On<UseRetention>(retention => retention.SweepAsync(default)),
            ["workflows"] = On<IWorkflowExecutions>(executions => executions.ListAsync(new()
            {
                Search = "wfx",
                Ids = ["wfx_1"],
                States = [WorkflowState.Running],
                Workflows = ["create-api-keys"],
                StartedBy = "user_1",
                StartedFrom = At,
                StartedBefore = At,
            })),
            ["recovery"] = On<WorkflowRecovery>(recovery => recovery.RecoverAsync(default)),
            ["removal of ended executions"] = On<WorkflowRetention>(retention => retention.SweepAsync(default)),
            ["scheduled jobs"] = On<IScheduledJobs>(jobs => jobs.ListAsync()),
            ["subscribers"] = On<IEventSubscriptions>(events => events.ListAsync()),
            ["dead letters"] = On<IEventSubscriptions>(events => events.CountDeadLettersAsync()),
            ["policies"] = On<IApiKeyPolicies>(async policies =>
            {
                await policies.ReadAsync();
                await policies.UpdateAsync(new() { UsageRetention = new() { Days = 30 } }, TestModule.Dana);
            }),
            ["receipts"] = On<ReceiptCompletion>(completion => completion.RunOnceAsync(default)),
            ["settings"] = On<DatabaseSettingsCheck>(settings => settings.RunAsync(default)),
            ["sessions that stand still"] = On<IEnumerable<IHostedService>>(
                services => services.OfType<StalledSessions>().Single().RunOnceAsync(TimeSpan.FromSeconds(10), default)),
            ["discard"] = On<UnconfirmedKeys>(keys => keys.DiscardAsync(default)),
            ["warnings"] = On<ExpiringKeys>(keys => keys.WarnAsync(default)),
            ["creation"] = On<IApiKeyModuleService>(keys => keys.CreateAsync(
                new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Till" }, TestModule.Dana, "click-1")),
            ["roll"] = On<IApiKeyModuleService>(keys => keys.RollAsync(new RollApiKeyRequest { Id = "apk_1" }, TestModule.Dana)),
            ["creation of a sales channel"] = On<ISalesChannelModuleService>(
                channels => channels.CreateAsync(new CreateSalesChannelRequest { Name = "Shop" }, TestModule.Dana)),
            ["one sales channel"] = On<ISalesChannelModuleService>(channels => channels.RetrieveAsync("sc_1")),
            ["every filter of sales channels"] = On<ISalesChannelModuleService>(channels => channels.ListAndCountAsync(new()
            {
                Ids = ["sc_1"],
                Names = ["Shop"],
                Descriptions = ["d"],
                IsDisabled = false,
                PublishableKeyIds = Two,
                CreatedAt = Range,
                UpdatedAt = Range,
                DeletedAt = Range,
                Search = "shop",
                AllOf = [new() { Names = ["a"] }],
                AnyOf = [new() { Ids = ["sc_2"] }],
            })),
        };
        foreach (var sort in Enum.GetValues<ApiKeySort>())
        {
            acts[$"keys by {sort}"] = On<IApiKeyModuleService>(async keys =>
            {
                await keys.ListAndCountAsync(new() { Sort = sort, Descending = false, Limit = 5 });
                await keys.ListAsync(new() { Sort = sort, Offset = 20 });
            });
        }

        foreach (var status in Enum.GetValues<ApiKeyStatus>())
        {
            acts[$"keys that are {status}"] = On<IApiKeyModuleService>(keys => keys.ListAndCountAsync(new() { Statuses = [status] }));
        }

        foreach (var sort in Enum.GetValues<SalesChannelSort>())
        {
            acts[$"sales channels by {sort}"] = On<ISalesChannelModuleService>(channels => channels.ListAndCountAsync(new() { Sort = sort }));
        }

        return acts;
    }

    private static Func<IServiceProvider, Task> On<T>(Func<T, Task> act)
        where T : notnull => services => act(services.GetRequiredService<T>());

    private static ApiKeysDbContext Open(IServiceProvider services) => services.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>().CreateDbContext();

    /// <summary>What a server that only speaks SQL Server's protocol may lack.</summary>
    private sealed class Unportable : TSqlFragmentVisitor
    {
        private readonly List<string> _found = [];

        public static List<string> In(TSqlFragment script)
        {
            var visitor = new Unportable();
            script.Accept(visitor);
            return visitor._found;
        }

        public override void Visit(MergeStatement node) => _found.Add("MERGE");

        public override void Visit(TableHint node) => _found.Add($"WITH ({node.HintKind})");

        public override void Visit(OptimizerHint node) => _found.Add($"OPTION ({node.HintKind})");
    }
}
