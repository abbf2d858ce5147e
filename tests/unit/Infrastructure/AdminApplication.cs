using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints.Infrastructure;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ApiKeys.UnitTests.Infrastructure;

/// <summary>The whole Admin app on a database file of its own; with <c>onKestrel</c> on a free port for browsers and web sockets.</summary>
internal sealed class AdminApplication : WebApplicationFactory<Program>
{
    public const string OwnerEmail = "olga@example.com";
    public const string OwnerName = "Olga Owner";
    public const string OwnerPassword = "correct horse battery";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-");
    private readonly Dictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _services;
    private readonly bool _onKestrel;

    public AdminApplication(
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, bool onKestrel = false)
        : this(settings, services, onKestrel, template: null)
    {
    }

    private AdminApplication(
        IReadOnlyDictionary<string, string?>? settings, Action<IServiceCollection>? services, bool onKestrel, string? template)
    {
        if (template is not null)
        {
            File.Copy(template, DatabaseFile);
        }

        // Each app would watch its configuration file, and a user may open only 128 watchers on many machines.
        _settings = new Dictionary<string, string?>
        {
            [DatabaseConnection.Key] = ConnectionString,
            ["hostBuilder:reloadConfigOnChange"] = "false",
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
        {
            _settings[key] = value;
        }

        _services = services;
        _onKestrel = onKestrel;
        if (onKestrel)
        {
            UseKestrel(0);
        }
    }

    public static IReadOnlyDictionary<string, string?> OwnerSettings { get; } = new Dictionary<string, string?>
    {
        ["Setup:Admin:Email"] = OwnerEmail,
        ["Setup:Admin:Name"] = OwnerName,
        ["Setup:Admin:Password"] = OwnerPassword,
    };

    public string DatabaseFile => Path.Combine(_folder.FullName, "apikeys.db");

    public string ConnectionString => $"Data Source={DatabaseFile}";

    public ConcurrentQueue<string> ConsoleLines { get; } = new();

    public FakeLogCollector Logs => Services.GetFakeLogCollector();

    public string SetupCode => Services.GetRequiredService<SetupCode>().Display;

    /// <summary>An app that is set up already, on a copy of a file that was.</summary>
    public static AdminApplication WithOwner(
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, bool onKestrel = false) =>
        settings?.ContainsKey(DatabaseConnection.Key) == true
            ? SetUpAtStart(settings, services, onKestrel)
            : new(settings, services, onKestrel, AdminTemplateDatabase.WithOwner);

    /// <summary>An app that migrates an empty database and sets itself up as it starts.</summary>
    public static AdminApplication SetUpAtStart(
        IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null, bool onKestrel = false) =>
        new(new Dictionary<string, string?>([.. OwnerSettings, .. settings ?? new Dictionary<string, string?>()]), services, onKestrel);

    /// <summary>For a test without a port that calls the routes of open pages.</summary>
    public static void KeepCircuits(IServiceCollection services) => services.AddSingleton<WithCircuits>();

    /// <summary>A browser of its own: cookies, no automatic redirects.</summary>
    public AdminApplicationClient Open() => Open(new CookieContainer());

    public AdminApplicationClient Open(CookieContainer cookies) =>
        new(CreateDefaultClient(new CookieContainerHandler(cookies)), cookies);

    public async Task<AdminApplicationClient> OpenSignedInAsync(string email = OwnerEmail, string password = OwnerPassword)
    {
        var client = Open();
        await client.SignInAsync(email, password);
        return client;
    }

    /// <summary>Adds a person the way the team page will: Identity checks everything.</summary>
    public async Task<string> AddPersonAsync(string email, string role, string displayName = "Someone", string password = OwnerPassword)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AdminUser>>();
        var user = AdminUser.Create(email, displayName, scope.ServiceProvider.GetRequiredService<TimeProvider>());
        var created = await users.CreateAsync(user, password);
        Assert.True(created.Succeeded, string.Join(' ', created.Errors.Select(error => error.Description)));
        await users.AddToRoleAsync(user, role);
        return user.Id;
    }

    /// <summary>Begins a session of the dashboard and returns the principal that its requests and open pages have.</summary>
    public async Task<ClaimsPrincipal> BeginSessionAsync(string userId)
    {
        var sessions = Services.GetRequiredService<UserSessions>();
        var stamp = await InDatabaseAsync(db => db.Users.Where(user => user.Id == userId).Select(user => user.SecurityStamp).SingleAsync());
        var proof = new SessionProof(Services.GetRequiredService<TimeProvider>().GetUtcNow().AddYears(10), null);
        var (token, _) = await sessions.BeginAsync(SessionKind.Dashboard, userId, stamp ?? "", new SessionDevice("test", ""), proof, CancellationToken.None);
        return (await sessions.FindAsync(SessionKind.Dashboard, token, CancellationToken.None))!.ToPrincipal(IdentityConstants.ApplicationScheme);
    }

    /// <summary>Reads or changes what the admin database holds, behind the app's back.</summary>
    public async Task<T> InDatabaseAsync<T>(Func<AdminDbContext, Task<T>> work)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<AdminDbContext>>().CreateDbContextAsync();
        return await work(db);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // Settings, not configuration: they reach the entry point as its command line, where they are read before the host is built.
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddLogging(logging => logging.ClearProviders().AddFakeLogging());
            services.AddSingleton<ConsoleLine>(ConsoleLines.Enqueue);
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1_000);
            _services?.Invoke(services);
            if (!_onKestrel && !services.Any(service => service.ServiceType == typeof(WithCircuits)))
            {
                services.RemoveAll<RenderModeEndpointProvider>().AddSingleton<RenderModeEndpointProvider, NoCircuits>();
            }
        });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        using (var connection = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(connection);
        }

        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // On a busy machine a last look of a background service can outlive its host, and open the database once more. A folder left behind is no failure.
        }
    }

    private sealed class WithCircuits;

    // Where nobody can open a circuit, its routes are left out. To make them is a tenth of the processor time of a test: SignalR compiles 80 methods each time.
    private sealed class NoCircuits : RenderModeEndpointProvider
    {
        public override bool Supports(IComponentRenderMode renderMode) => renderMode is InteractiveServerRenderMode;

        public override IEnumerable<RouteEndpointBuilder> GetEndpointBuilders(IComponentRenderMode renderMode, IApplicationBuilder applicationBuilder) => [];
    }
}
