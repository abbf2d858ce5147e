using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>The schemes among others.</summary>
public sealed class SchemeTests
{
    [Fact]
    public async Task Alone_the_scheme_is_the_default()
    {
        await using var store = await Store.OpenAsync(
            services =>
            {
                services.AddAuthentication().AddApiKeys();
                services.AddAuthorization();
            },
            app => app.MapGet("/", () => "in").RequireAuthorization());
        var token = (await store.CreateAsync()).Token!.Reveal();

        Assert.Equal(200, (await store.AskAsBearerAsync("/", token)).Status);
        Assert.Equal("missing", (await store.AskAsync("/")).Code);
    }

    [Fact]
    public async Task Scope_is_asked_of_the_key_though_cookies_are_the_default()
    {
        await using var store = await Store.OpenAsync(WithCookies, app =>
        {
            app.MapGet("/", () => "in").RequireApiKeyScope("orders:read");
            app.MapGet("/people", () => "in").RequireAuthorization();
        });
        var token = (await store.CreateAsync("orders:read")).Token!.Reveal();

        var withKey = await store.AskAsBearerAsync("/", token);
        var withNothing = await store.AskAsync("/");
        var people = await store.AskAsBearerAsync("/people", token);

        Assert.Equal(200, withKey.Status);
        Assert.Equal((401, "missing", null), (withNothing.Status, withNothing.Code, withNothing.Header("Location")));
        Assert.Equal(302, people.Status);
    }

    [Fact]
    public async Task Person_without_a_key_is_not_let_in_by_a_claim_called_scope()
    {
        await using var store = await Store.OpenAsync(
            services =>
            {
                services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, ScopedPerson>("header", _ => { }).AddApiKeys();
                services.AddAuthorization();
            },
            app => app.MapGet("/", () => "in")
                .RequireAuthorization(policy => policy.AddAuthenticationSchemes("header").RequireApiKeyScope("orders:read")));
        var lacking = (await store.CreateAsync()).Token!.Reveal();
        var granted = (await store.CreateAsync("orders:read")).Token!.Reveal();

        Assert.Equal(403, (await store.AskAsync("/")).Status);
        Assert.Equal(403, (await store.AskAsBearerAsync("/", lacking)).Status);
        Assert.Equal(200, (await store.AskAsBearerAsync("/", granted)).Status);
    }

    [Fact]
    public async Task What_other_schemes_read_from_the_same_header_is_left_to_them()
    {
        AuthenticateResult? result = null;
        await using var store = await Store.OpenAsync(
            map: app => app.MapGet("/", async (HttpContext context) => result = await context.AuthenticateAsync()));
        var token = (await store.CreateRevokedAsync()).Token!.Reveal();

        await store.AskAsBearerAsync("/", "eyJhbGciOiJIUzI1NiJ9.e30.x");
        Assert.True(result!.None);

        await store.AskAsync("/", ("Authorization", "Basic dXNlcjpwYXNzd29yZA=="));
        Assert.True(result!.None);

        await store.AskAsBearerAsync("/", token);
        Assert.Equal("The key was refused: revoked.", result!.Failure?.Message);
        Assert.Equal("revoked", Assert.IsType<ApiKeyRefusedException>(result.Failure).Code);
    }

    [Fact]
    public async Task Scheme_may_have_a_name_and_a_realm_of_its_own()
    {
        await using var store = await Store.OpenAsync(
            services =>
            {
                services.AddAuthentication("other").AddCookie("other").AddApiKeys("keys", options => options.Realm = "Orders of the store");
                services.AddAuthorization();
            },
            app => app.MapGet("/", () => "in").RequireApiKeyScope("orders:read", "keys"));
        var token = (await store.CreateAsync("*")).Token!.Reveal();

        Assert.Equal("Bearer realm=\"Orders of the store\"", (await store.AskAsync("/")).Challenge);
        Assert.Equal(200, (await store.AskAsBearerAsync("/", token)).Status);
    }

    [Fact]
    public async Task Gate_answers_with_the_realm_of_the_scheme()
    {
        await using var store = await Store.OpenAsync(
            services => services.AddAuthentication().AddApiKeys(options => options.Realm = "Orders"),
            app => app.MapGet("/", () => "in").RequireApiKey());

        Assert.Equal("Bearer realm=\"Orders\"", (await store.AskAsync("/")).Challenge);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a \"quoted\" one")]
    [InlineData("two\nlines")]
    [InlineData("prix réduit")]
    public void Realm_that_can_not_stand_in_a_header_is_refused(string realm)
    {
        var options = new ApiKeyAuthenticationOptions { Realm = realm };

        Assert.Contains("Realm", Assert.Throws<InvalidOperationException>(options.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_of_the_apps_own_forbids_a_good_key_without_naming_a_scope()
    {
        await using var store = await Store.OpenAsync(
            map: app => app.MapGet("/", () => "in").RequireAuthorization(policy => policy.RequireRole("Owner")));
        var token = (await store.CreateAsync()).Token!.Reveal();

        var answer = await store.AskAsBearerAsync("/", token);

        Assert.Equal((403, "forbidden", "Bearer realm=\"api\""), (answer.Status, answer.Code, answer.Challenge));
    }

    [Fact]
    public async Task Publishable_key_never_satisfies_a_scope()
    {
        await using var store = await Store.OpenAsync(map: app =>
            app.MapGet("/", () => "in").RequireApiKeyScope("orders:read", ApiKeyAuthenticationDefaults.PublishableScheme));
        var token = (await store.CreateAsync(ApiKeyType.Publishable, "*")).Token!.Reveal();

        Assert.Equal(403, (await store.AskAsPublishableAsync("/", token)).Status);
    }

    private static void WithCookies(IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie().AddApiKeys();
        services.AddAuthorization(options => options.DefaultPolicy =
            new AuthorizationPolicyBuilder(CookieAuthenticationDefaults.AuthenticationScheme).RequireAuthenticatedUser().Build());
    }
}
