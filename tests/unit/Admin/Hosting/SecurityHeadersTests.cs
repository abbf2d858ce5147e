using System.Net;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class SecurityHeadersTests : IDisposable
{
    private readonly AdminApplication _app = AdminApplication.WithOwner();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/account", HttpStatusCode.OK)]
    [InlineData("/access-denied", HttpStatusCode.OK)]
    [InlineData("/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("/setup", HttpStatusCode.Found)]
    [InlineData("/sign-in", HttpStatusCode.Found)]
    [InlineData("/health", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    public async Task Every_answer_says_what_a_browser_may_do_with_it(string path, HttpStatusCode status)
    {
        var client = await _app.OpenSignedInAsync();

        using var response = await client.GetAsync(path);

        Assert.Equal(status, response.StatusCode);
        AssertGuarded(response);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task The_sign_in_page_is_guarded_alike()
    {
        using var response = await _app.Open().GetAsync("/sign-in");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertGuarded(response);
        Assert.True(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Static_files_are_guarded_too_and_may_be_kept()
    {
        using var response = await _app.Open().GetAsync("/_content/MudBlazor/MudBlazor.min.css");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        AssertGuarded(response);
        Assert.False(response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Pages_hold_no_inline_script()
    {
        var client = await _app.OpenSignedInAsync();

        foreach (var page in new[] { await client.PageAsync("/"), await client.PageAsync("/account"), await _app.Open().PageAsync("/sign-in") })
        {
            Assert.NotEmpty(page.Scripts);
            Assert.All(page.Scripts, script => Assert.NotNull(script.Source));
            Assert.Empty(page.QuerySelectorAll("[onclick],[onload],[onsubmit],[onerror]"));
        }
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        var client = _app.Open();

        using var response = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), value => value.StartsWith("apikeys-session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Over_https_the_session_cookie_is_bound_to_the_host_and_the_browser_stays_with_https()
    {
        var client = _app.Open();
        client.Http.BaseAddress = new Uri("https://keys.example.com");

        using var response = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), value => value.Contains("apikeys-session=", StringComparison.Ordinal));
        Assert.StartsWith("__Host-apikeys-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(response.Headers.GetValues("Strict-Transport-Security"));
        using var account = await client.GetAsync("/account");
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
    }

    private static void AssertGuarded(HttpResponseMessage response)
    {
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'self'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("same-origin", Assert.Single(response.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Contains("clipboard-write=(self)", Assert.Single(response.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }
}
