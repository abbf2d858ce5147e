using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>The schemes have what a host knows from other schemes: events, forwarding, names of headers and a display name.</summary>
public sealed class SchemeEventTests
{
    [Fact]
    public async Task Event_presents_a_token_from_elsewhere()
    {
        await using var store = await OpenAsync(options => options.Events.OnMessageReceived = received =>
        {
            received.Token = received.Request.Query["ticket"];
            return Task.CompletedTask;
        });
        var token = (await store.CreateAsync()).Token!.Reveal();

        Assert.Equal(200, (await store.AskAsync($"/?ticket={token}")).Status);
        Assert.Equal("malformed", (await store.AskAsync("/?ticket=sk_shop_x")).Code);
        Assert.Equal(200, (await store.AskAsBearerAsync("/", token)).Status);
    }

    [Fact]
    public async Task Event_adds_an_identity_to_the_principal_of_one_request()
    {
        var count = 0;
        await using var store = await OpenAsync(options => options.Events.OnKeyVerified = verified =>
        {
            verified.Principal!.AddIdentity(new ClaimsIdentity([new Claim("tenant", $"{verified.Key.Title} {++count}")]));
            return Task.CompletedTask;
        });
        var token = (await store.CreateAsync()).Token!.Reveal();

        Assert.Equal("Warehouse sync 1", (await store.AskAsBearerAsync("/", token)).Body);
        Assert.Equal("Warehouse sync 2", (await store.AskAsBearerAsync("/", token)).Body);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/gate")]
    public async Task Key_that_an_event_refuses_is_not_let_in(string path)
    {
        await using var store = await OpenAsync(options => options.Events.OnKeyVerified = verified =>
        {
            verified.Fail("This key is for another tenant.");
            return Task.CompletedTask;
        });
        var token = (await store.CreateAsync()).Token!.Reveal();

        var answer = await store.AskAsBearerAsync(path, token);

        Assert.Equal((401, "rejected"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Event_writes_the_answer_to_a_refused_request()
    {
        await using var store = await OpenAsync(options => options.Events.OnRefused = async refused =>
        {
            refused.Response.StatusCode = refused.StatusCode == 401 ? 418 : refused.StatusCode;
            refused.HandleResponse();
            await refused.Response.WriteAsync($"{refused.Code}: {refused.Detail}");
        });
        var revoked = (await store.CreateRevokedAsync()).Token!.Reveal();
        var created = (await store.CreateAsync()).Token!.Reveal();

        var answer = await store.AskAsBearerAsync("/", revoked);
        var forbidden = await store.AskAsBearerAsync("/orders", created);

        Assert.Equal((418, "revoked: This key is revoked.", null), (answer.Status, answer.Body, answer.Challenge));
        Assert.Equal(403, forbidden.Status);
        Assert.StartsWith("insufficient_scope: ", forbidden.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_of_a_registered_type_are_raised()
    {
        await using var store = await Store.OpenAsync(
            services =>
            {
                services.AddSingleton<CountingEvents>();
                services.AddAuthentication().AddApiKeys(options => options.EventsType = typeof(CountingEvents));
                services.AddAuthorization();
            },
            Map);
        var token = (await store.CreateAsync()).Token!.Reveal();

        await store.AskAsBearerAsync("/", token);
        await store.AskAsync("/");

        Assert.Equal(["verified Warehouse sync", "refused missing"], store.Services.GetRequiredService<CountingEvents>().Raised);
    }

    [Fact]
    public async Task Scheme_forwards_to_another_one()
    {
        await using var store = await Store.OpenAsync(
            services =>
            {
                services.AddAuthentication(ApiKeyAuthenticationDefaults.AuthenticationScheme)
                    .AddScheme<AuthenticationSchemeOptions, ScopedPerson>("header", _ => { })
                    .AddApiKeys(options => options.ForwardDefaultSelector = context => context.Request.Headers.ContainsKey("X-Person") ? "header" : null);
                services.AddAuthorization();
            },
            app => app.MapGet("/", (HttpContext context) => context.User.Identity!.AuthenticationType).RequireAuthorization());
        var token = (await store.CreateAsync()).Token!.Reveal();

        Assert.Equal("ApiKey", (await store.AskAsBearerAsync("/", token)).Body);
        Assert.NotEqual("ApiKey", (await store.AskAsync("/", ("X-Person", "Dana"))).Body);
        Assert.Equal(401, (await store.AskAsync("/")).Status);
    }

    [Fact]
    public async Task Headers_may_have_names_of_the_hosts_own()
    {
        await using var store = await Store.OpenAsync(
            services =>
            {
                services.AddAuthentication(ApiKeyAuthenticationDefaults.AuthenticationScheme)
                    .AddApiKeys(options => options.HeaderName = "X-Store-Key")
                    .AddPublishableApiKeys(options => options.HeaderName = "X-Front-Key");
                services.AddAuthorization();
            });
        var secret = (await store.CreateAsync()).Token!.Reveal();
        var publishable = (await store.CreateAsync(ApiKeyType.Publishable)).Token!.Reveal();

        foreach (var door in new[] { Store.Lean, Store.Standard })
        {
            Assert.Equal(200, (await store.AskAsync(door + "/any", ("X-Store-Key", secret))).Status);
            Assert.Equal("missing", (await store.AskAsync(door + "/any", ("X-Api-Key", secret))).Code);
            Assert.Equal(200, (await store.AskAsync(door + "/products", ("X-Front-Key", publishable))).Status);
            Assert.Contains("header=\"X-Front-Key\"", (await store.AskAsync(door + "/products")).Challenge, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("X Key")]
    [InlineData("X:Key")]
    public void Name_that_no_header_can_have_is_refused(string name)
    {
        var options = new ApiKeyAuthenticationOptions { HeaderName = name };

        Assert.Contains("HeaderName", Assert.Throws<InvalidOperationException>(options.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scheme_may_have_a_display_name()
    {
        await using var store = await Store.OpenAsync(services => services.AddAuthentication()
            .AddApiKeys("keys", "API key", configure: null).AddPublishableApiKeys("front", "Storefront key", configure: null));
        var schemes = store.Services.GetRequiredService<IAuthenticationSchemeProvider>();

        Assert.Equal(["API key", "Storefront key"], (await schemes.GetAllSchemesAsync()).Select(scheme => scheme.DisplayName));
    }

    private static Task<Store> OpenAsync(Action<ApiKeyAuthenticationOptions> configure) => Store.OpenAsync(
        services =>
        {
            services.AddAuthentication().AddApiKeys(configure);
            services.AddAuthorization();
        },
        Map);

    private static void Map(WebApplication app)
    {
        app.MapGet("/", (HttpContext context) => context.User.FindFirstValue("tenant") ?? "in").RequireAuthorization();
        app.MapGet("/orders", () => "in").RequireApiKeyScope("orders:read");
        app.MapGet("/gate", () => "in").RequireApiKey();
    }

    private sealed class CountingEvents : ApiKeyAuthenticationEvents
    {
        public List<string> Raised { get; } = [];

        public override Task KeyVerifiedAsync(ApiKeyVerifiedContext context)
        {
            Raised.Add($"verified {context.Key.Title}");
            return Task.CompletedTask;
        }

        public override Task RefusedAsync(ApiKeyRefusedContext context)
        {
            Raised.Add($"refused {context.Code}");
            return Task.CompletedTask;
        }
    }
}
