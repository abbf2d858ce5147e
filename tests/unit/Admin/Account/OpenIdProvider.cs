using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ApiKeys.UnitTests.Admin.Account;

/// <summary>A real OpenID Connect provider, in this process. Whoever comes is signed in with the claims that the test gives.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string Address = "https://id.example.com";
    public const string ClientId = "apikeys";
    public const string ClientSecret = "a secret of the provider";

    private readonly WebApplication _app;

    private OpenIdProvider(WebApplication app) => _app = app;

    /// <summary>Who is signed in at the provider.</summary>
    public List<Claim> Claims { get; } = [];

    /// <summary>What the last request for a sign-in asked for.</summary>
    public OpenIddictRequest? LastRequest { get; private set; }

    /// <summary>Where a browser finds it, if it listens.</summary>
    public string ListensOn => _app.Urls.First();

    /// <param name="listens">Whether on a port, for a browser. Otherwise <see cref="VisitAsync"/> is the way to it.</param>
    public static async Task<OpenIdProvider> StartAsync(bool listens = false)
    {
        OpenIdProvider? provider = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (listens)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.EnableDegradedMode().AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            options.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
            options.RegisterScopes("openid", "email", "profile");
            options.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            var server = options.UseAspNetCore();
            if (listens)
            {
                server.DisableTransportSecurityRequirement();
            }

            options.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId)
                {
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                }

                return default;
            }));
            options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                {
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                }

                return default;
            }));
            options.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                provider!.LastRequest = context.Request;
                var identity = new ClaimsIdentity(provider.Claims, "provider");
                identity.SetScopes(context.Request.GetScopes());
                identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
                context.Principal = new ClaimsPrincipal(identity);
                return default;
            }));
        });
        var app = builder.Build();
        app.UseAuthentication();
        provider = new OpenIdProvider(app);
        await app.StartAsync();
        await provider.AnswerOnceAsync(listens);
        return provider;
    }

    // To compile all that answers takes seconds of processor time. On a busy machine the product would give up before.
    private async Task AnswerOnceAsync(bool listens)
    {
        using var client = listens ? new HttpClient { BaseAddress = new Uri(ListensOn) } : new HttpClient(_app.GetTestServer().CreateHandler()) { BaseAddress = new Uri(Address) };
        client.Timeout = Timeout.InfiniteTimeSpan;
        foreach (var path in (string[])[".well-known/openid-configuration", ".well-known/jwks"])
        {
            await client.GetStringAsync(path, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Lets the product reach the provider without a network.</summary>
    public void Connect(IServiceCollection services) => services.Configure<OpenIdConnectOptions>("OpenId", options =>
        options.BackchannelHttpHandler = _app.GetTestServer().CreateHandler());

    /// <summary>What a browser does that is sent here: it comes back with a code.</summary>
    public async Task<string> VisitAsync(Uri address)
    {
        using var browser = new HttpClient(_app.GetTestServer().CreateHandler()) { BaseAddress = new Uri(Address) };
        using var response = await browser.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.PathAndQuery;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
