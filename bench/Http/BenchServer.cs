using ApiKeys.Operations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Bench.Http;

/// <summary>One trivial endpoint, guarded in one way or not at all, with the whole module running behind it.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BenchServer(string name, WebApplication app, LoopServer? loop) => (Name, _app, Loop) = (name, app, loop);

    /// <summary>How the endpoint is guarded.</summary>
    public string Name { get; }

    /// <summary>The server that stands in for Kestrel, if one does.</summary>
    public LoopServer? Loop { get; }

    public string Address => _app.Urls.Single();

    public IApiKeyModuleService Keys => _app.Services.GetRequiredService<IApiKeyModuleService>();

    public static Task<BenchServer> OpenAsync(string database, LoopServer? loop = null) => StartAsync("open", database, loop, app => Map(app));

    public static Task<BenchServer> LeanAsync(string database, LoopServer? loop = null) =>
        StartAsync("RequireApiKey", database, loop, app => Map(app).RequireApiKey());

    public static Task<BenchServer> StandardAsync(string database, LoopServer? loop = null) => StartAsync(
        "AddApiKeys, RequireAuthorization", database, loop, app => Map(app).RequireAuthorization(), authentication => authentication.AddApiKeys());

    public static Task<BenchServer> PlainAsync(string database, string token, LoopServer? loop = null) => StartAsync(
        "a plain handler", database, loop, app => Map(app).RequireAuthorization(), Plain(token, caches: false));

    public static Task<BenchServer> CachedAsync(string database, string token, LoopServer? loop = null) => StartAsync(
        "a plain handler, cached principal", database, loop, app => Map(app).RequireAuthorization(), Plain(token, caches: true));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static Action<AuthenticationBuilder> Plain(string token, bool caches) => authentication =>
        authentication.AddScheme<PlainOptions, PlainHandler>("Plain", options => (options.Tokens[token], options.CachesPrincipals) = ("apk_plain", caches));

    private static RouteHandlerBuilder Map(WebApplication app) => app.MapGet("/", () => "ok");

    private static async Task<BenchServer> StartAsync(
        string name, string database, LoopServer? loop, Action<WebApplication> map, Action<AuthenticationBuilder>? authenticate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (loop is not null)
        {
            builder.Services.AddSingleton<IServer>(loop);
        }

        builder.Services.AddApiKeys().UseSqlite(database);
        if (authenticate is not null)
        {
            authenticate(builder.Services.AddAuthentication());
            builder.Services.AddAuthorization();
        }

        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new BenchServer(name, app, loop);
    }
}
