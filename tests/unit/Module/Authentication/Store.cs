using System.Net;
using ApiKeys.Operations;
using ApiKeys.Sqlite;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>A developer's app with the real module, guarded in both ways at once: by the standard schemes and by the lean gate.</summary>
internal sealed class Store : IAsyncDisposable
{
    public const string Lean = "/lean";
    public const string Standard = "/standard";

    private readonly WebApplication _app;

    private Store(WebApplication app, string path, FakeTimeProvider time)
    {
        _app = app;
        Path = path;
        Time = time;
    }

    public string Path { get; }

    public FakeTimeProvider Time { get; }

    public IApiKeyModuleService Keys => Services.GetRequiredService<IApiKeyModuleService>();

    public IServiceProvider Services => _app.Services;

    public FakeLogCollector Logs => Services.GetFakeLogCollector();

    /// <summary>Where a store with protocols of its own listens.</summary>
    public string Address => _app.Urls.Single();

    public static TheoryData<string> Doors => [Lean, Standard];

    /// <param name="services">Changes what is registered.</param>
    /// <param name="map">Adds middleware and routes; <see langword="null"/> for those that most tests want.</param>
    /// <param name="interceptor">Meddles with the database.</param>
    /// <param name="protocols">To be served by Kestrel on a free port; <see langword="null"/> for a server in memory.</param>
    public static async Task<Store> OpenAsync(
        Action<IServiceCollection>? services = null, Action<WebApplication>? map = null, IInterceptor? interceptor = null, HttpProtocols? protocols = null)
    {
        var path = TemplateDatabase.Copy();
        var time = new FakeTimeProvider(TestModule.Start);
        var builder = WebApplication.CreateSlimBuilder();
        _ = protocols is { } spoken
            ? builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = spoken))
            : builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddFakeLogging().AddFilter("ApiKeys", LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddApiKeys().UseSqlite(TemplateDatabase.ConnectionString(path));
        if (interceptor is not null)
        {
            builder.Services.ConfigureDbContext<SqliteApiKeysDbContext>(options => options.AddInterceptors(interceptor));
        }

        if (services is null)
        {
            builder.Services.AddAuthentication(ApiKeyAuthenticationDefaults.AuthenticationScheme).AddApiKeys().AddPublishableApiKeys();
            builder.Services.AddAuthorization();
        }

        services?.Invoke(builder.Services);
        var app = builder.Build();
        (map ?? Map)(app);
        await app.StartAsync(TestModule.Cancellation);
        return new Store(app, path, time);
    }

    public static void Map(WebApplication app)
    {
        app.MapGet("/open", () => "open");
        MapDoor(app.MapGroup(Lean), (group, scope) => group.RequireApiKey(scope), group => group.RequireApiKey(type: ApiKeyType.Publishable));
        MapDoor(
            app.MapGroup(Standard),
            (group, scope) => _ = scope is null ? group.RequireAuthorization() : group.RequireApiKeyScope(scope),
            group => group.RequireAuthorization(policy =>
                policy.AddAuthenticationSchemes(ApiKeyAuthenticationDefaults.PublishableScheme).RequireAuthenticatedUser()));
    }

    public Task<CreatedApiKey> CreateAsync(params string[] scopes) => CreateAsync(ApiKeyType.Secret, scopes);

    public Task<CreatedApiKey> CreateAsync(ApiKeyType type, params string[] scopes) =>
        CreateAsync(new CreateApiKeyRequest { Type = type, Title = "Warehouse sync", Scopes = scopes });

    public async Task<CreatedApiKey> CreateAsync(CreateApiKeyRequest request)
    {
        var result = await Keys.CreateAsync(request, TestModule.Dana, null, TestModule.Cancellation);
        return result.Value ?? throw new InvalidOperationException(result.Errors[0].Message);
    }

    public async Task<CreatedApiKey> CreateRevokedAsync()
    {
        var created = await CreateAsync();
        var result = await Keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Key.Id }, TestModule.Dana, null, TestModule.Cancellation);
        return result.Succeeded ? created : throw new InvalidOperationException(result.Errors[0].Message);
    }

    /// <summary>Calls with headers and a path that no client library would let through.</summary>
    public async Task<Answer> AskAsync(string path, params (string Name, string Value)[] headers)
    {
        var parts = path.Split('?', 2);
        return await Answer.ReadAsync(await _app.GetTestServer().SendAsync(
            context =>
            {
                context.Request.Method = HttpMethods.Get;
                context.Request.Path = parts[0];
                context.Request.QueryString = parts.Length > 1 ? new QueryString("?" + parts[1]) : default;
                context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");
                context.Request.Headers.UserAgent = "warehouse/1.0";
                foreach (var header in headers.GroupBy(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase))
                {
                    context.Request.Headers[header.Key] = header.ToArray();
                }
            },
            TestModule.Cancellation));
    }

    public Task<Answer> AskAsBearerAsync(string path, string token) => AskAsync(path, ("Authorization", $"Bearer {token}"));

    public Task<Answer> AskAsPublishableAsync(string path, string token) => AskAsync(path, ("x-publishable-api-key", token));

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        using var connection = new SqliteConnection(TemplateDatabase.ConnectionString(Path));
        SqliteConnection.ClearPool(connection);
    }

    private static void MapDoor(
        IEndpointRouteBuilder door,
        Action<IEndpointConventionBuilder, string?> guard,
        Action<IEndpointConventionBuilder> guardPublishable)
    {
        guard(door.MapGet("/any", (HttpContext context) => Results.Ok(context.GetApiKey()?.Id)), null);
        guard(door.MapGet("/orders/{id}", (string id) => id), "orders:read");
        guardPublishable(door.MapGet("/products", (HttpContext context) => Results.Ok(context.GetApiKey()?.SalesChannelIds)));
    }
}
