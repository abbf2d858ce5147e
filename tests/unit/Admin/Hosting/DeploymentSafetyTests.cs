using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using ApiKeys.Admin.Hosting;
using ApiKeys.Admin.Hosting.Headers;
using ApiKeys.Admin.Hosting.Limits;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class DeploymentSafetyTests
{
    private static readonly Uri Https = new("https://keys.example.com");

    [Fact]
    public async Task Over_https_each_cookie_is_bound_to_the_host()
    {
        await using var app = AdminApplication.WithOwner();
        var client = app.Open();
        client.Http.BaseAddress = Https;

        using var page = await client.GetAsync("/sign-in");
        await client.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        using var changed = await client.SubmitAsync("/account", "name", ("Name", "Olga Other"));
        using var after = await client.GetAsync("/account");

        Assert.Equal(HttpStatusCode.Found, changed.StatusCode);
        var cookies = new[] { page, changed, after }.SelectMany(response => response.Headers.TryGetValues("Set-Cookie", out var values) ? values : []).ToList();
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-apikeys-form=", StringComparison.Ordinal));
        Assert.Contains(cookies, cookie => cookie.StartsWith("__Host-apikeys-done=", StringComparison.Ordinal));
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task A_stop_takes_ten_seconds_at_most_and_the_unit_file_gives_it_longer()
    {
        await using var app = AdminApplication.WithOwner();
        var stop = app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
        var unit = await ReadUnitAsync();

        Assert.Equal(TimeSpan.FromSeconds(10), stop);
        Assert.True(TimeSpan.FromSeconds(int.Parse(unit["TimeoutStopSec"].Single(), CultureInfo.InvariantCulture)) > stop);
    }

    [Fact]
    public async Task The_unit_file_keeps_memory_out_of_files_and_other_hosts_out()
    {
        var unit = await ReadUnitAsync();

        Assert.Equal(["0"], unit["LimitCORE"]);
        Assert.Superset(new HashSet<string> { "DOTNET_EnableDiagnostics=0", "DOTNET_DbgEnableMiniDump=0" }, unit["Environment"].ToHashSet());
        Assert.Contains(unit["Environment"], setting => setting.StartsWith("AllowedHosts=", StringComparison.Ordinal) && setting != "AllowedHosts=*");
    }

    [Fact]
    public async Task Over_http_on_the_own_machine_the_cookies_work_too()
    {
        await using var app = AdminApplication.WithOwner();
        var client = app.Open();

        using var page = await client.GetAsync("/sign-in");
        await client.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.Contains(page.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("apikeys-form=", StringComparison.Ordinal));
        await client.PageAsync("/account");
    }

    [Fact]
    public async Task A_browser_stays_with_https_for_a_year()
    {
        await using var app = AdminApplication.WithOwner();
        var client = app.Open();
        client.Http.BaseAddress = Https;

        using var page = await client.GetAsync("/sign-in");

        Assert.Equal("max-age=31536000", Assert.Single(page.Headers.GetValues("Strict-Transport-Security")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/account")]
    [InlineData("/nothing-here")]
    public async Task A_redirect_names_no_host(string path)
    {
        await using var app = AdminApplication.WithOwner();
        var client = app.Open();
        client.Http.DefaultRequestHeaders.Host = "attacker.example";

        using var response = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.StartsWith("/sign-in?returnUrl=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_a_host_that_is_not_allowed_is_refused()
    {
        await using var app = AdminApplication.WithOwner(new Dictionary<string, string?> { ["AllowedHosts"] = "keys.example.com;localhost" });
        var client = app.Open();

        using var own = await client.GetAsync("/health");
        client.Http.DefaultRequestHeaders.Host = "attacker.example";
        using var other = await client.GetAsync("/health");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (own.StatusCode, other.StatusCode));
    }

    [Theory]
    [InlineData("http://localhost:5080", false)]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("http://[::1]:5080", false)]
    [InlineData("https://0.0.0.0:5443", false)]
    [InlineData("http://unix:/run/apikeys.sock", false)]
    [InlineData("http://0.0.0.0:5080", true)]
    [InlineData("http://[::]:5080", true)]
    [InlineData("http://*:5080", true)]
    [InlineData("http://10.0.0.11:5080", true)]
    [InlineData("http://keys.example.com", true)]
    public void Plain_http_beyond_the_own_machine_is_noticed(string address, bool isExposed) =>
        Assert.Equal(isExposed ? [address] : [], PlainHttp.Exposed([address]));

    [Fact]
    public async Task The_address_for_reports_is_published_when_it_is_configured()
    {
        await using var without = AdminApplication.WithOwner();
        await using var with = new AdminApplication(new Dictionary<string, string?> { ["Security:Contact"] = "mailto:security@shop.example" });

        using var none = await without.Open().GetAsync(SecurityTxt.Path);
        using var some = await with.Open().GetAsync(SecurityTxt.Path);

        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal((HttpStatusCode.OK, "text/plain"), (some.StatusCode, some.Content.Headers.ContentType?.MediaType));
        Assert.Matches(
            @"\AContact: mailto:security@shop\.example\nExpires: \d{4}-\d\d-\d\dT00:00:00Z\nPreferred-Languages: en\n\z",
            await some.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Of_one_user_only_so_many_pages_are_open()
    {
        using var limit = new OpenPageLimit(Options.Create(new AccountOptions { OpenPages = 2 }));

        using var first = limit.Take("user_1");
        var second = limit.Take("user_1");
        using var third = limit.Take("user_1");
        using var other = limit.Take("user_2");
        second.Dispose();
        using var again = limit.Take("user_1");

        Assert.Equal((true, true, false, true, true), (first.IsAcquired, second.IsAcquired, third.IsAcquired, other.IsAcquired, again.IsAcquired));
    }

    [Fact]
    public async Task A_page_above_the_limit_is_not_connected()
    {
        await using var app = AdminApplication.WithOwner(new Dictionary<string, string?> { ["Account:OpenPages"] = "2" }, onKestrel: true);
        app.StartServer();
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress = new Uri($"http://localhost:{app.ClientOptions.BaseAddress.Port}"),
        };
        await new AdminApplicationClient(browser, cookies).SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        using var first = Socket();
        using var second = Socket();
        using var third = Socket();
        var page = new Uri($"ws://localhost:{app.ClientOptions.BaseAddress.Port}/_blazor");

        await first.ConnectAsync(page, TestContext.Current.CancellationToken);
        await second.ConnectAsync(page, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<WebSocketException>(() => third.ConnectAsync(page, TestContext.Current.CancellationToken));

        Assert.Equal((WebSocketState.Open, WebSocketState.Open), (first.State, second.State));
        Assert.Equal(HttpStatusCode.TooManyRequests, third.HttpStatusCode);

        ClientWebSocket Socket()
        {
            var socket = new ClientWebSocket();
            socket.Options.SetRequestHeader("Cookie", cookies.GetCookieHeader(browser.BaseAddress));
            socket.Options.CollectHttpResponseDetails = true;
            return socket;
        }
    }

    [Fact]
    public async Task A_refused_key_writes_no_line_at_the_default_levels()
    {
        await using var app = AdminApplication.WithOwner();
        var owner = await ApiClient.SignInAsync(app);
        var key = await owner.CreateAsync();
        await owner.PostAsync($"/admin/api-keys/{key["id"]}/revoke");
        var before = app.Logs.GetSnapshot().Count;

        foreach (var (header, value) in new[]
        {
            ("Authorization", "Basic " + (string)key["token"]!),
            ("Authorization", "Bearer garbage"),
            ("Authorization", "Bearer " + (string)key["token"]!),
            ("X-Api-Key", TokenGenerator.Generate(ApiKeyType.Secret, "acme").Reveal()),
            ("X-Api-Key", "garbage"),
            ("x-publishable-api-key", "garbage"),
            ("Accept", "application/json"),
        })
        {
            foreach (var path in new[] { "/admin/api-keys", "/store/regions" })
            {
                var stranger = ApiClient.Stranger(app);
                stranger.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
                Assert.True((await stranger.GetAsync(path)).Status is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest);
            }
        }

        Assert.DoesNotContain(app.Logs.GetSnapshot().Skip(before), record =>
            record.Message.Contains("authenticated", StringComparison.Ordinal) || record.Message.Contains("challenged", StringComparison.Ordinal)
            || record.Message.Contains("refused", StringComparison.Ordinal) || record.Message.Contains("Authorization", StringComparison.Ordinal));
    }

    private static async Task<ILookup<string, string>> ReadUnitAsync()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(RepositoryFiles.Root, "docs", "deployment", "apikeys.service"), TestContext.Current.CancellationToken);
        return lines.Where(line => !line.StartsWith('#') && line.Contains('=', StringComparison.Ordinal)).ToLookup(line => line[..line.IndexOf('=')], line => line[(line.IndexOf('=') + 1)..]);
    }
}
