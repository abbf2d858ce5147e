using System.Net;
using System.Text.RegularExpressions;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Hosting;

/// <summary>No page or endpoint works without authorization unless it is on this list.</summary>
public sealed partial class OpenRoutesTests : IDisposable
{
    // Signing out is open because whoever is signed out already would else be asked to sign in to do it; a leaked key is revoked by whoever finds it.
    private static readonly string[] OpenRoutes =
    [
        "/sign-in", "/sign-in/second-step", "/sign-in/openid", "/sign-in/passkey", "/sign-in/passkey/options", "/setup", "/invitation", "/reset-password", "/forgot-password", "/health", "/health/ready", "/.well-known/security.txt", "/status/{code:int}", "/account/sign-out", "/account/sign-out-everywhere",

        // The scripts of a library, as open as its package; the page that loads them is not.
        "/api-reference/scalar.js", "/api-reference/scalar.aspnetcore.js", "/api-reference/favicon.svg",
        "/auth/user/{provider}", "/auth/user/providers", "/api-keys/revoke",
    ];

    private readonly AdminApplication _app = AdminApplication.WithOwner(services: AdminApplication.KeepCircuits);

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Every_other_route_sends_a_stranger_to_the_sign_in_page()
    {
        var stranger = _app.Open();
        var closed = Routes().Where(route => !OpenRoutes.Contains(Pattern(route))).ToList();

        var open = new List<string>();
        foreach (var (route, method) in closed.SelectMany(route => Methods(route).Select(method => (route, method))))
        {
            using var request = new HttpRequestMessage(method, Path(route));
            using var response = await stranger.Http.SendAsync(request, TestContext.Current.CancellationToken);
            var isSentAway = response.StatusCode == HttpStatusCode.Unauthorized
                || (response.StatusCode == HttpStatusCode.BadRequest && Pattern(route).StartsWith("/store", StringComparison.Ordinal))
                || (response.StatusCode == HttpStatusCode.Found
                    && stranger.Target(response)!.StartsWith("/sign-in", StringComparison.Ordinal));
            if (!isSentAway)
            {
                open.Add($"{method} {Pattern(route)} -> {(int)response.StatusCode}");
            }
        }

        Assert.Empty(open);
        Assert.Contains(closed, route => Pattern(route) == "/");
        Assert.Contains(closed, route => Pattern(route) == "/account");
        Assert.Contains(closed, route => Pattern(route).StartsWith("/_blazor", StringComparison.Ordinal));
        Assert.Contains(closed, route => Pattern(route) == "/admin/api-keys/{id}/revoke");
    }

    [Fact]
    public async Task An_address_without_a_route_tells_a_stranger_nothing()
    {
        var stranger = _app.Open();

        using var response = await stranger.GetAsync("/nothing-here");

        Assert.StartsWith("/sign-in?returnUrl=", stranger.Target(response), StringComparison.Ordinal);
    }

    // A browser brings its cookie along wherever another site sends it; only pages, which protect their forms, take it.
    [Fact]
    public async Task No_route_of_the_API_takes_the_cookie_of_the_dashboard()
    {
        var owner = await _app.OpenSignedInAsync();
        var api = Routes().Where(route => Pattern(route).StartsWith("/admin", StringComparison.Ordinal)).ToList();

        var open = new List<string>();
        foreach (var (route, method) in api.SelectMany(route => Methods(route).Select(method => (route, method))))
        {
            using var request = new HttpRequestMessage(method, Path(route));
            using var response = await owner.Http.SendAsync(request, TestContext.Current.CancellationToken);
            if (response.StatusCode != HttpStatusCode.Unauthorized)
            {
                open.Add($"{method} {Pattern(route)} -> {(int)response.StatusCode}");
            }
        }

        Assert.Empty(open);
        Assert.NotEmpty(api);
    }

    [Theory]
    [InlineData("/admin/nothing-here")]
    [InlineData("/auth/nothing-here")]
    [InlineData("/api-keys/nothing-here")]
    public async Task An_address_of_the_API_without_a_route_tells_a_stranger_nothing(string path)
    {
        using var response = await _app.Open().GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public void Every_open_route_exists() => Assert.Empty(OpenRoutes.Except(Routes().Select(Pattern)));

    // What a build or a package puts under wwwroot is open: the sign-in page is made of it.
    private IEnumerable<RouteEndpoint> Routes() => _app.Services.GetServices<EndpointDataSource>()
        .SelectMany(source => source.Endpoints)
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    private static string Pattern(RouteEndpoint route) => "/" + route.RoutePattern.RawText?.TrimStart('/');

    private static string Path(RouteEndpoint route) => Parameter().Replace(Pattern(route), "1");

    private static IEnumerable<HttpMethod> Methods(RouteEndpoint route) =>
        (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]).Select(method => new HttpMethod(method));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
