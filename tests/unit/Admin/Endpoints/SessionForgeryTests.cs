using System.Net;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>A browser sends a session's cookie wherever a page tells it to. Only pages of this origin, and of those listed, change anything with it.</summary>
public sealed class SessionForgeryTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    private const string Keys = "/admin/api-keys";

    [Theory]
    [InlineData("cross-site", "https://evil.example.com")]
    [InlineData("cross-site", null)]
    [InlineData("same-site", "http://localhost:1")]
    [InlineData("cross-site", "null")]
    [InlineData("nonsense", null)]
    [InlineData(null, "https://evil.example.com")]
    [InlineData(null, "null")]
    [InlineData(null, "http://localhost.evil.com")]
    [InlineData(null, "http://localhost")]
    [InlineData(null, "{own, over TLS}")]
    public async Task A_page_of_another_origin_changes_nothing(string? site, string? origin)
    {
        var before = await CountAsync();
        var forged = await SessionAsync(site, origin?.Replace("{own, over TLS}", Own().Replace("http:", "https:", StringComparison.Ordinal), StringComparison.Ordinal));

        var answers = new[]
        {
            await forged.PostAsync(Keys, new { title = "Planted", type = "secret" }),
            await forged.PostAsync("/auth/token/refresh"),
            await forged.DeleteAsync("/auth/session"),
        };

        Assert.All(answers, answer => Assert.Equal(
            (HttpStatusCode.Forbidden, "forbidden", "cross_origin"), (answer.Status, answer.Type, (string?)answer.Body["code"])));
        Assert.Equal(before, await CountAsync());
        Assert.Equal(HttpStatusCode.OK, (await forged.GetAsync(Keys)).Status);
    }

    // What a form of any page can send without asking first.
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData(null)]
    public async Task Nor_does_a_form(string? contentType)
    {
        var before = await CountAsync();
        using var content = new ByteArrayContent("""{"title":"Planted","type":"secret"}"""u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        var answer = await (await SessionAsync(null, "https://evil.example.com")).SendAsync(new HttpRequestMessage(HttpMethod.Post, Keys) { Content = content });

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData("same-origin", null)]
    [InlineData("none", null)]
    [InlineData("same-origin", "{own}")]
    [InlineData(null, "{own}")]
    [InlineData(null, null)]
    [InlineData("cross-site", HttpFixture.ListedOrigin)]
    [InlineData(null, HttpFixture.ListedOrigin)]
    [InlineData(null, "HTTPS://Shop.Example.com")]
    public async Task Pages_of_this_origin_and_of_those_listed_do_and_programs_too(string? site, string? origin)
    {
        var caller = await SessionAsync(site, origin?.Replace("{own}", Own(), StringComparison.Ordinal));

        var answer = await caller.PostAsync(Keys, new { title = "Mine", type = "secret" });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task A_credential_that_no_browser_sends_by_itself_counts_from_everywhere()
    {
        var bearer = http.Owner.Http.DefaultRequestHeaders.Authorization!.ToString();
        var (_, token) = await http.CreateKeyAsync("*");

        foreach (var authorization in new[] { bearer, "Basic " + token })
        {
            var caller = await SessionAsync("cross-site", "https://evil.example.com");
            caller.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

            Assert.Equal(HttpStatusCode.OK, (await caller.PostAsync(Keys, new { title = "Mine", type = "secret" })).Status);
        }
    }

    [Fact]
    public async Task The_session_of_a_program_opens_no_page()
    {
        var cookie = HttpFixture.CookieOf(await http.Owner.PostAsync("/auth/session"));

        using var response = await http.Stranger(("Cookie", cookie)).Http.GetAsync("/secret-keys", TestContext.Current.CancellationToken);

        Assert.StartsWith("/sign-in", response.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    private string Own() => http.Stranger().Http.BaseAddress!.GetLeftPart(UriPartial.Authority);

    private async Task<int> CountAsync() => (int)(await http.Owner.GetAsync(Keys + "?limit=0")).Body["count"]!;

    private async Task<ApiClient> SessionAsync(string? site, string? origin)
    {
        var cookie = HttpFixture.CookieOf(await http.Owner.PostAsync("/auth/session"));
        List<(string, string)> headers = [("Cookie", cookie)];
        headers.AddRange(site is null ? [] : [("Sec-Fetch-Site", site)]);
        headers.AddRange(origin is null ? [] : [("Origin", origin)]);
        return http.Stranger([.. headers]);
    }
}
