using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class TrustedProxiesTests
{
    private const string Proxy = "10.0.0.5";
    private const string Stranger = "192.0.2.66";

    [Theory]
    [InlineData("Proxy:Addresses", "10.0.0.5")]
    [InlineData("Proxy:Addresses:0", "10.0.0.5")]
    [InlineData("Proxy:Networks", "172.16.0.0/12,10.0.0.0/8")]
    public async Task Behind_a_trusted_proxy_each_client_has_its_own_limit(string key, string value)
    {
        using var app = Start((key, value));

        var first = await PostAsync(app, Proxy, "203.0.113.7");
        var second = await PostAsync(app, Proxy, "203.0.113.7");
        var other = await PostAsync(app, Proxy, "203.0.113.8");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], new[] { first, second, other });
    }

    [Fact]
    public async Task Proxies_in_a_row_are_read_through_to_the_client()
    {
        using var app = Start(("Proxy:Networks", "10.0.0.0/8"));

        var first = await PostAsync(app, Proxy, "203.0.113.7, 10.0.0.9");
        var second = await PostAsync(app, Proxy, "198.51.100.1, 203.0.113.7, 10.0.0.8");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], new[] { first, second });
    }

    [Theory]
    [InlineData("Proxy:Addresses", "10.0.0.5")]
    [InlineData("Proxy:Addresses", "")]
    [InlineData("Account:PostsPerMinute", "1")]
    public async Task What_anyone_else_says_of_the_client_is_ignored(string key, string value)
    {
        using var app = Start((key, value));

        var first = await PostAsync(app, Stranger, "203.0.113.7");
        var second = await PostAsync(app, Stranger, "203.0.113.8");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], new[] { first, second });
    }

    [Fact]
    public async Task This_machine_is_no_proxy_by_itself()
    {
        using var app = Start(("Proxy:Addresses", Proxy));

        var first = await PostAsync(app, "127.0.0.1", "203.0.113.7");
        var second = await PostAsync(app, "127.0.0.1", "203.0.113.8");

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests], new[] { first, second });
    }

    [Theory]
    [InlineData(Proxy, true)]
    [InlineData(Stranger, false)]
    public async Task Cookies_are_made_for_https_when_a_trusted_proxy_took_the_request_so(string sender, bool isSecure)
    {
        using var app = Start(("Proxy:Addresses", Proxy));
        var client = Open(app, sender, "203.0.113.7");

        using var response = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), value => value.Contains("apikeys-session=", StringComparison.Ordinal));
        Assert.Equal(isSecure, cookie.StartsWith("__Host-", StringComparison.Ordinal));
        Assert.Equal(isSecure, cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("X-Forwarded-Proto")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    public async Task Forwarded_header_is_warned_of_once_when_no_proxy_is_configured(string header)
    {
        using var app = Start(("Account:PostsPerMinute", "100"));
        var client = app.Open();
        client.Http.DefaultRequestHeaders.Add(header, "for=203.0.113.7");

        using var first = await client.GetAsync("/health");
        using var second = await client.GetAsync("/health");

        var warning = Assert.Single(app.Logs.GetSnapshot(), record => record.Id.Id == 3301);
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains(header, warning.Message, StringComparison.Ordinal);
        Assert.Contains("Proxy:Addresses", warning.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.7", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarded_header_is_not_warned_of_when_a_proxy_is_configured()
    {
        using var app = Start(("Proxy:Addresses", Proxy));

        await PostAsync(app, Proxy, "203.0.113.7");

        Assert.DoesNotContain(app.Logs.GetSnapshot(), record => record.Id.Id == 3301);
    }

    private static AdminApplication Start((string Key, string Value) setting) => AdminApplication.WithOwner(
        new Dictionary<string, string?> { ["Account:PostsPerMinute"] = "1", [setting.Key] = setting.Value },
        services => services.AddSingleton<IStartupFilter, RemoteAddress>());

    private static async Task<HttpStatusCode> PostAsync(AdminApplication app, string sender, string forwardedFor)
    {
        using var response = await Open(app, sender, forwardedFor).TrySignInAsync("nobody@example.com", "not the right password");
        return response.StatusCode;
    }

    private static AdminApplicationClient Open(AdminApplication app, string sender, string forwardedFor)
    {
        var client = app.Open();

        // What the browser sees; the filter lets the app see a plain connection, as behind a proxy that ends TLS.
        client.Http.BaseAddress = new Uri("https://keys.example.com");
        client.Http.DefaultRequestHeaders.Add(RemoteAddress.Header, sender);
        client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        client.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", string.Join(", ", forwardedFor.Split(',').Select(_ => "https")));
        return client;
    }
}
