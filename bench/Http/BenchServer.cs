using ApiKeys.Operations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Bench.Http;

/// <summary>One trivial endpoint, guarded in one way or not at all, with the whole module running behind it.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BenchServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public IApiKeyModuleService Keys => _app.Services.GetRequiredService<IApiKeyModuleService>();

    public static Task<BenchServer> OpenAsync(string database) => StartAsync(database, app => Map(app));

    public static Task<BenchServer> LeanAsync(string database) => StartAsync(database, app => Map(app).RequireApiKey());

    public static Task<BenchServer> StandardAsync(string database) => StartAsync(database, app => Map(app).RequireAuthorization(), authentication => authentication.AddApiKeys());

    public static Task<BenchServer> PlainAsync(string database, string token) => StartAsync(
        database,
        app => Map(app).RequireAuthorization(),
        authentication => authentication.AddScheme<PlainOptions, PlainHandler>("Plain", options => options.Tokens[token] = "apk_plain"));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static RouteHandlerBuilder Map(WebApplication app) => app.MapGet("/", () => "ok");

    private static async Task<BenchServer> StartAsync(
        string database, Action<WebApplication> map, Action<AuthenticationBuilder>? authenticate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddApiKeys().UseSqlite(database);
        if (authenticate is not null)
        {
            authenticate(builder.Services.AddAuthentication());
            builder.Services.AddAuthorization();
        }

        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new BenchServer(app);
    }
}
