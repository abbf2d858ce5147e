using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Hosting;

/// <summary>The budgets of posts in a minute: what spends one doesn't spend another.</summary>
public sealed class PostLimitTests
{
    private const string Home = "192.0.2.10";
    private const string Guess = "not the right password";

    [Fact]
    public async Task Spent_sign_ins_of_a_network_block_neither_reports_of_leaked_keys_nor_the_account_page()
    {
        using var app = Start(posts: 3);
        var owner = From(app, Home);
        await owner.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        await SpendAsync(From(app, Home), posts: 3);

        using var report = await ReportAsync(app, Home);
        using var renamed = await owner.SubmitAsync("/account", "name", ("Name", "Olga"));

        Assert.Equal(HttpStatusCode.OK, report.StatusCode);
        Assert.Equal("/account", owner.Target(renamed));
    }

    [Fact]
    public async Task Spent_reports_of_leaked_keys_do_not_block_sign_ins()
    {
        using var app = Start(posts: 1);
        using var first = await ReportAsync(app, Home);
        using var second = await ReportAsync(app, Home);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
        await From(app, Home).SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
    }

    [Fact]
    public async Task Spent_requests_of_password_links_do_not_block_sign_ins()
    {
        using var app = AdminApplication.WithOwner(
            new Dictionary<string, string?>
            {
                ["Account:PostsPerMinute"] = "1",
                ["Account:PublicAddress"] = "https://keys.shop.example",
                ["Mail:Host"] = "mail.invalid",
                ["Mail:From"] = "keys@shop.example",
            },
            services => services.AddSingleton<IStartupFilter, RemoteAddress>());
        using var first = await From(app, Home).SubmitAsync("/forgot-password", "forgot-password", ("Email", "one@example.com"));
        using var second = await From(app, Home).SubmitAsync("/forgot-password", "forgot-password", ("Email", "two@example.com"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (first.StatusCode, second.StatusCode));
        await From(app, Home).SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
    }

    [Fact]
    public async Task Spent_sign_ins_of_a_network_do_not_block_a_browser_in_which_a_user_has_signed_in()
    {
        using var app = Start(posts: 2);
        var owner = From(app, Home);
        await owner.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
        using var signedOut = await owner.SignOutAsync();
        await SpendAsync(From(app, Home), posts: 2);

        await owner.SignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);
    }

    [Fact]
    public async Task Browser_that_says_it_is_known_and_is_not_has_the_budget_of_its_network()
    {
        using var app = Start(posts: 2);
        await SpendAsync(From(app, Home), posts: 2);
        var cookies = new CookieContainer();
        var liar = app.Open(cookies);
        liar.Http.DefaultRequestHeaders.Add(RemoteAddress.Header, Home);
        cookies.Add(new Cookie("apikeys-device", new string('A', 64), "/", liar.Http.BaseAddress!.Host));

        using var response = await liar.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
    }

    [Fact]
    public async Task Networks_of_one_IPv6_site_have_five_times_the_posts_of_one_together()
    {
        using var app = Start(posts: 1);
        var answers = new List<HttpStatusCode>();
        for (var number = 1; number <= 6; number++)
        {
            using var response = await ReportAsync(app, $"2001:db8:1:{number}::1");
            answers.Add(response.StatusCode);

            // Refused for its own network, it takes nothing from the site.
            using var refused = await ReportAsync(app, $"2001:db8:1:{number}::2");
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        }

        using var elsewhere = await ReportAsync(app, "2001:db8:2:6::1");

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.OK, 5), HttpStatusCode.TooManyRequests], answers);
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Calls_of_the_API_from_networks_of_one_IPv6_site_are_counted_together_too()
    {
        using var app = AdminApplication.WithOwner(
            new Dictionary<string, string?> { ["Http:CallsPerMinute"] = "1" }, services => services.AddSingleton<IStartupFilter, RemoteAddress>());
        var answers = new List<HttpStatusCode>();
        for (var number = 1; number <= 6; number++)
        {
            using var response = await From(app, $"2001:db8:1:{number}::1").GetAsync("/admin/api-keys");
            answers.Add(response.StatusCode);
        }

        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 5), HttpStatusCode.TooManyRequests], answers);
    }

    private static AdminApplication Start(int posts) => AdminApplication.WithOwner(
        new Dictionary<string, string?> { ["Account:PostsPerMinute"] = $"{posts}" }, services => services.AddSingleton<IStartupFilter, RemoteAddress>());

    private static AdminApplicationClient From(AdminApplication app, string address)
    {
        var client = app.Open();
        client.Http.DefaultRequestHeaders.Add(RemoteAddress.Header, address);
        return client;
    }

    // Each for another address, so that no tries for one are what ends.
    private static async Task SpendAsync(AdminApplicationClient client, int posts)
    {
        HttpStatusCode last;
        var number = 0;
        do
        {
            using var response = await client.TrySignInAsync($"person{number++}@example.com", Guess);
            last = response.StatusCode;
        }
        while (last == HttpStatusCode.OK && number <= posts);

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private static Task<HttpResponseMessage> ReportAsync(AdminApplication app, string address) => From(app, address).Http.PostAsync(
        "/api-keys/revoke", new StringContent("""{"token":"a"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")), TestContext.Current.CancellationToken);
}
