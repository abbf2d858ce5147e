using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Components.Policies;
using ApiKeys.Admin.Components.SalesChannels;
using ApiKeys.Admin.Components.Workflows;
using ApiKeys.Admin.Endpoints.Keys;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Circuits;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Mail;
using ApiKeys.Admin.Operations;
using ApiKeys.Admin.Settings;
using ApiKeys.Admin.Team;
using ApiKeys.Admin.Team.Mails;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Bunit;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>
/// The dashboard's pages and dialogs on the real module, real people and a clock the test moves. Signed in is an owner, unless the test
/// says otherwise before it renders.
/// </summary>
public abstract class DashboardTestContext : ComponentTestContext
{
    private readonly FailingConnections _database = new();
    private readonly TestModule _module;

    /// <param name="module">What a test adds to the module: workflows, jobs, subscribers.</param>
    /// <param name="dashboard">What a test adds to the dashboard's services.</param>
    protected DashboardTestContext(Action<IServiceCollection>? module = null, Action<IServiceCollection>? dashboard = null)
    {
        _module = new TestModule(time: Time, interceptor: _database, configure: module);
        Services.AddLogging();
        Services.AddSingleton(_module.Keys).AddSingleton(_module.Verifier).AddSingleton(_module.Executions);
        Services.AddSingleton(_module.Channels).AddSingleton(_module.Get<IApiKeyUsage>());
        Services.AddSingleton(_module.Get<IApiKeyPolicies>()).AddSingleton(_module.Get<IIdleKeys>());
        Services.AddSingleton(_module.Get<KeyRing>()).AddSingleton(_module.Get<NodeWatch>()).AddSingleton(_module.Get<IApiKeyDatabase>());
        Services.AddSingleton(_module.Get<IScheduledJobs>()).AddSingleton(_module.Get<IEventSubscriptions>());
        Services.AddAdminContext(new ProductDatabase(DatabaseProvider.Sqlite, OperatorDatabase.Copy()));
        // The real policies over the real people, not the test double's.
        Services.RemoveAll<IAuthorizationService>().RemoveAll<IAuthorizationPolicyProvider>().RemoveAll<AuthenticationStateProvider>();
        Services.AddAuthorizationCore(AdminPolicies.Configure);
        Services.AddSingleton<SignedInPerson>().AddSingleton<AuthenticationStateProvider>(provider => provider.GetRequiredService<SignedInPerson>());
        Services.AddSingleton<IPeople, People>().AddSingleton<UserSessions>().AddSingleton<SecondFactorRule>().AddScoped<OperatorAccess>().AddScoped<ApiCaller>().AddSingleton<RecentProof>();

        // Tests move the clock by days and click on; nobody left the page.
        Services.AddScoped(_ => new CircuitActivity(Time, TimeSpan.MaxValue));
        Services.AddOperations().AddKeyPages().AddSalesChannelPages().AddWorkflowPages().AddPolicyPages().AddSingleton<IKeyDocument, KeyDocument>();
        Services.AddSingleton(_ => _module.Get<TeamService>()).AddSingleton(_ => _module.Get<TeamReader>()).AddSingleton<TeamMails>().AddSingleton<MailSender>();
        dashboard?.Invoke(Services);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    internal TestModule Module => _module;

    internal SignedInPerson Operator => Services.GetRequiredService<SignedInPerson>();

    protected static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    /// <summary>While set, the module's database can't be reached.</summary>
    protected bool DatabaseFails
    {
        set => _database.Failure = value ? new SqliteException("unable to open database file", 14) : null;
    }

    /// <summary>Lets every use of the module's database fail as a defect of the code does.</summary>
    protected void BreakCode() => _database.Failure = new InvalidOperationException("A defect.");

    protected IRenderedComponent<T> Open<T>(string address, Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : IComponent
    {
        if (Operator.Id.Length == 0)
        {
            Operator.SignIn(AdminRoles.Owner);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<T>(parameters ?? (_ => { }));
    }

    protected async Task<CreatedApiKey> AddKeyAsync(
        string title, ApiKeyType type = ApiKeyType.Secret, DateTimeOffset? expiresAt = null, bool pending = false)
    {
        var result = await Module.Keys.CreateAsync(
            new CreateApiKeyRequest { Type = type, Title = title, ExpiresAt = expiresAt, AwaitConfirmation = pending },
            TestModule.Sam,
            cancellationToken: Cancellation);
        return result.Value ?? throw new InvalidOperationException(result.Errors[0].Message);
    }

    protected async Task<int> CountKeysAsync() => (await Module.Keys.ListAndCountAsync(new() { Limit = 0 }, Cancellation)).Count;

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _module.DisposeAsync();
    }

    private sealed class FailingConnections : DbConnectionInterceptor
    {
        public Exception? Failure { get; set; }

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            System.Data.Common.DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default) =>
            Failure is { } failure ? throw failure : ValueTask.FromResult(result);
    }
}
