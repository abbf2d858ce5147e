using System.Diagnostics.Metrics;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>The schemes for keys are guests: they replace no service of the host, and the host's own are asked about keys as about other callers.</summary>
public sealed class HostServicesTests
{
    private static readonly string Decisions = typeof(DefaultAuthorizationService).FullName!;

    [Fact]
    public void Scheme_replaces_no_service_of_the_host()
    {
        var before = new ServiceCollection();
        before.AddAuthentication();
        before.AddAuthorization();
        var after = new ServiceCollection();
        after.AddApiKeys();
        after.AddAuthentication().AddApiKeys().AddPublishableApiKeys();
        after.AddAuthorization();

        var own = before.Select(service => (service.ServiceType, service.ImplementationType)).Where(service => IsOfAuthentication(service.ServiceType));

        Assert.All(own, expected => Assert.Contains(expected, after.Select(service => (service.ServiceType, service.ImplementationType))));
        Assert.Single(after, service => service.ServiceType == typeof(IAuthenticationService));
        Assert.Single(after, service => service.ServiceType == typeof(IPolicyEvaluator));
    }

    [Fact]
    public async Task Host_that_forbids_in_a_handler_of_its_own_is_obeyed()
    {
        await using var store = await OpenAsync(services => services.AddSingleton<IAuthorizationHandler, Closed>());
        var token = (await store.CreateAsync("orders:read")).Token!.Reveal();

        Assert.Equal((403, "forbidden"), await StatusAsync(store, "/", token));
        Assert.Equal((403, "forbidden"), await StatusAsync(store, "/orders", token));
    }

    [Fact]
    public async Task Policy_that_asks_for_more_is_asked_in_full()
    {
        await using var store = await OpenAsync();
        var token = (await store.CreateAsync("orders:read")).Token!.Reveal();

        Assert.Equal((403, "forbidden"), await StatusAsync(store, "/owners", token));
        Assert.Equal((200, null), await StatusAsync(store, "/created-by", token));
    }

    [Fact]
    public async Task Person_of_the_default_scheme_is_authorized_as_without_keys()
    {
        await using var store = await Store.OpenAsync(
            services =>
            {
                services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, ScopedPerson>("header", _ => { }).AddApiKeys();
                services.AddAuthorization();
            },
            Map);

        Assert.Equal(200, (await store.AskAsync("/")).Status);
        Assert.Equal(403, (await store.AskAsync("/owners")).Status);
    }

    [Fact]
    public async Task Who_measures_authentication_and_authorization_finds_the_calls_of_keys()
    {
        await using var store = await OpenAsync();
        var token = (await store.CreateAsync("orders:read")).Token!.Reveal();
        await store.AskAsBearerAsync("/", token);
        var (instruments, measured) = (new List<string>(), new List<string>());
        using var listener = Listen(store.Services.GetRequiredService<IMeterFactory>(), instruments, measured);

        await store.AskAsBearerAsync("/", token);
        await store.AskAsBearerAsync("/", token[..^1]);

        Assert.Equal(
            [
                "aspnetcore.authentication.authenticate.duration ApiKey success",
                "aspnetcore.authorization.attempts success",
                "aspnetcore.authentication.authenticate.duration ApiKey failure",
                "aspnetcore.authorization.attempts failure",
                "aspnetcore.authentication.challenges",
            ],
            measured);
        Assert.Distinct(instruments);
    }

    [Fact]
    public async Task Who_reads_of_decisions_in_the_log_finds_those_about_keys()
    {
        await using var store = await OpenAsync(services => services.AddLogging(logging => logging.AddFilter(Decisions, LogLevel.Debug)));
        var token = (await store.CreateAsync("orders:read")).Token!.Reveal();

        await store.AskAsBearerAsync("/", token);

        Assert.Contains(store.Logs.GetSnapshot(), entry => entry.Category == Decisions && entry.Message == "Authorization was successful.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hosts_own_authentication_service_is_asked(bool before)
    {
        await using var store = await Store.OpenAsync(
            services =>
            {
                if (before)
                {
                    services.AddSingleton<IAuthenticationService, Guest>();
                }

                services.AddAuthentication().AddApiKeys();
                services.AddAuthorization();
                if (!before)
                {
                    services.AddSingleton<IAuthenticationService, Guest>();
                }
            },
            Map);
        var token = (await store.CreateAsync()).Token!.Reveal();

        Assert.Equal("guest", (await store.AskAsBearerAsync("/", token)).Body);
    }

    [Fact]
    public async Task Scheme_that_was_taken_away_lets_nobody_in()
    {
        await using var store = await OpenAsync();
        var token = (await store.CreateAsync()).Token!.Reveal();
        store.Services.GetRequiredService<IAuthenticationSchemeProvider>().RemoveScheme("ApiKey");

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.AskAsBearerAsync("/", token));
    }

    private static bool IsOfAuthentication(Type type) => type.Namespace!.StartsWith("Microsoft.AspNetCore.Auth", StringComparison.Ordinal);

    private static async Task<(int Status, string? Code)> StatusAsync(Store store, string path, string token)
    {
        var answer = await store.AskAsBearerAsync(path, token);
        return (answer.Status, answer.Status == 200 ? null : answer.Code);
    }

    private static Task<Store> OpenAsync(Action<IServiceCollection>? services = null) => Store.OpenAsync(
        collection =>
        {
            collection.AddAuthentication().AddApiKeys();
            collection.AddAuthorization();
            services?.Invoke(collection);
        },
        Map);

    private static void Map(WebApplication app)
    {
        app.MapGet("/", (HttpContext context) => context.User.Identity!.Name ?? "in").RequireAuthorization();
        app.MapGet("/orders", () => "in").RequireApiKeyScope("orders:read");
        app.MapGet("/owners", () => "in").RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireRole("owner"));
        app.MapGet("/created-by", () => "in").RequireAuthorization(policy => policy.RequireClaim(ApiKeyClaims.CreatedBy));
    }

    private static MeterListener Listen(IMeterFactory meters, List<string> instruments, List<string> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Meter.Name is "Microsoft.AspNetCore.Authentication" or "Microsoft.AspNetCore.Authorization")
                {
                    instruments.Add(instrument.Name);
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Add(Say(instrument, tags)));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => measured.Add(Say(instrument, tags)));
        listener.Start();
        return listener;

        static string Say(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var named = tags.ToArray().ToDictionary(tag => tag.Key.Split('.')[^1], tag => tag.Value);
            return string.Join(' ', new[] { instrument.Name, named.GetValueOrDefault("scheme"), named.GetValueOrDefault("result") }.OfType<string>());
        }
    }

    private sealed class Closed : IAuthorizationHandler
    {
        public Task HandleAsync(AuthorizationHandlerContext context)
        {
            context.Fail();
            return Task.CompletedTask;
        }
    }

    /// <summary>Lets everybody in as the same guest.</summary>
    private sealed class Guest : IAuthenticationService
    {
        public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) => Task.FromResult(AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "guest")], "guest")), "guest")));

        public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw new NotSupportedException();

        public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw new NotSupportedException();

        public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) =>
            throw new NotSupportedException();

        public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) => throw new NotSupportedException();
    }
}
