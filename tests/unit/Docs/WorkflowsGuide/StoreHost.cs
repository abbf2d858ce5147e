using ApiKeys.Samples.Workflows;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Docs.WorkflowsGuide;

/// <summary>The guide's store as a host of its own: everything is registered as the guide says, and runs.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StoreHost(WebApplication app, FakeTimeProvider time)
    {
        _app = app;
        Time = time;
    }

    public FakeTimeProvider Time { get; }

    public HttpClient Client => _app.GetTestClient();

    public IServiceProvider Services => _app.Services;

    public IApiKeyModuleService Keys => Services.GetRequiredService<IApiKeyModuleService>();

    public static async Task<StoreHost> StartAsync(IPortal portal, IVault vault)
    {
        var connectionString = TemplateDatabase.ConnectionString(TemplateDatabase.Copy());
        var time = new FakeTimeProvider(TestModule.Start);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(portal).AddSingleton(vault);
        builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderSignIn>("header", _ => { });
        builder.Services.AddAuthorization();
        Register(builder.Services, connectionString);

        var app = builder.Build();
        app.MapPartners();
        await using (var store = await app.Services.GetRequiredService<IDbContextFactory<StoreDbContext>>().CreateDbContextAsync())
        {
            await store.Database.ExecuteSqlRawAsync(
                "CREATE TABLE partners (Id TEXT PRIMARY KEY, Name TEXT NOT NULL, KeyId TEXT, ContractEnds TEXT, ClosedAt INTEGER)");
        }

        await app.StartAsync();
        return new StoreHost(app, time);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void Register(IServiceCollection services, string connectionString)
    {
        // docs: registration
        services.AddApiKeys().UseSqlite(connectionString);
        services.AddDbContextFactory<StoreDbContext>(options => options.UseSqlite(connectionString));

        services.AddSingleton<AddPartnerStep>().AddSingleton<NoteKeyStep>().AddSingleton<OpenAccountStep>();
        services.AddWorkflow<OnboardPartnerWorkflow>();
        services.AddWorkflow(ClosePartner.Workflow);
        services.AddSingleton<PutInVaultStep>().AddWorkflowHook<VaultHook>();
        services.AddScheduledJob<EndContractsJob>();
        services.AddEventSubscriber<CloseRevokedPartner>();
        // docs: end
    }
}
