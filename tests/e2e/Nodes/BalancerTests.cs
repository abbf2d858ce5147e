using System.Net;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests.Nodes;

public sealed class BalancerTests(BrowserFixture browsers, Balancer balancer) : Journey(browsers), IClassFixture<Balancer>
{
    [Fact]
    public async Task A_page_whose_node_dies_goes_on_on_another_and_a_secret_on_it_can_still_be_saved()
    {
        Balancer.SkipWhereThereIsNone();
        Watch.ExpectLostConnection();
        Watch.Expect("Failed to load resource");
        var page = await OpenAsync(balancer.Address);
        await SignInAsync(page, Person.Olga);
        var list = await KeyListPage.OpenAsync(page);
        var reveal = await (await list.CreateAsync()).CreateSecretAsync("Behind a balancer");
        var token = await reveal.TokenAsync();
        var first = balancer.Serving();

        await first.KillAsync();
        var bar = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Connection lost" });
        await Expect(bar).ToBeVisibleAsync();
        Assert.Equal(token, await reveal.TokenAsync());
        await bar.GetByRole(AriaRole.Button, new() { Name = "Reload page" }).ClickAsync();

        list = await KeyListPage.AtAsync(page);
        await Expect(list.Row("Behind a balancer")).ToContainTextAsync("Pending");
        Assert.NotSame(first, balancer.Serving());
        await balancer.RestartAsync(first);

        await page.GotoAsync("/secret-keys?q=balancer");
        list = await KeyListPage.AtAsync(page);
        var reloaded = new TaskCompletionSource();
        page.Load += (_, _) => reloaded.TrySetResult();
        await balancer.Serving().KillAsync();

        // It says that the connection is lost for as long as that lasts, and starts anew by itself.
        await reloaded.Task.WaitAsync(TimeSpan.FromMilliseconds(3 * BrowserFixture.Patience), TimeProvider.System, Cancelled);
        await KeyListPage.AtAsync(page);
        await Expect(list.Row("Behind a balancer")).ToBeVisibleAsync();
        Assert.EndsWith("/secret-keys?q=balancer", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_client_says_of_its_own_address_counts_for_nothing_and_health_is_not_for_everybody()
    {
        Balancer.SkipWhereThereIsNone();
        using var http = new HttpClient { BaseAddress = new Uri(balancer.Address) };

        using var health = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled);
        using var large = await http.PostAsync(new Uri("/auth/user/emailpass", UriKind.Relative), new ByteArrayContent(new byte[200_000]), Cancelled);
        var statuses = new List<HttpStatusCode>();
        for (var number = 0; number < 12; number++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/user/emailpass")
            {
                Content = new StringContent("""{"email":"nobody@example.com","password":"wrong wrong wrong"}""", System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{number}");
            using var response = await http.SendAsync(request, Cancelled);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, health.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }
}
