using System.Net;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class ErrorPagesTests : IDisposable
{
    private readonly AdminApplication _app = AdminApplication.WithOwner(new Dictionary<string, string?> { ["Account:PostsPerMinute"] = "3" });

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task An_address_without_a_page_is_said_to_be_one()
    {
        var client = await _app.OpenSignedInAsync();

        using var response = await client.GetAsync("/nothing-here");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("Page not found", await HeadingAsync(response));
    }

    [Fact]
    public async Task The_error_page_is_no_page_of_its_own()
    {
        using var response = await _app.Open().GetAsync("/status/500");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("Page not found", await HeadingAsync(response));
    }

    [Fact]
    public async Task An_expired_form_asks_for_a_reload()
    {
        var form = AdminApplicationClient.Form(await _app.Open().PageAsync("/sign-in?returnUrl=%2Faccount"), "sign-in");
        var stranger = _app.Open();

        using var response = await stranger.SendAsync(form, ("Email", AdminApplication.OwnerEmail), ("Password", AdminApplication.OwnerPassword));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await AdminApplicationClient.ReadAsync(response);
        Assert.Equal("This form has expired", page.QuerySelector("h1")?.TextContent);
        Assert.Equal("/sign-in?returnUrl=%2Faccount", page.QuerySelector("main a.button")?.GetAttribute("href"));
    }

    [Fact]
    public async Task Too_many_posts_from_one_address_have_to_wait()
    {
        var client = _app.Open();
        for (var number = 1; number <= 3; number++)
        {
            using var tried = await client.TrySignInAsync($"person{number}@example.com", "not the right password");
            Assert.Equal(HttpStatusCode.OK, tried.StatusCode);
        }

        using var response = await client.TrySignInAsync(AdminApplication.OwnerEmail, AdminApplication.OwnerPassword);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 60);
        Assert.Equal("Too many tries", await HeadingAsync(response));
    }

    [Fact]
    public async Task The_set_up_is_limited_too()
    {
        using var app = new AdminApplication(new Dictionary<string, string?> { ["Account:PostsPerMinute"] = "2" });
        var client = app.Open();
        for (var number = 1; number <= 2; number++)
        {
            using var wrong = await client.TrySetUpAsync("0000-0000-0000");
            Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        }

        using var response = await client.TrySetUpAsync(app.SetupCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.False(await app.InDatabaseAsync(db => db.Users.AnyAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_failure_names_a_trace_and_nothing_of_the_inside()
    {
        var client = await _app.OpenSignedInAsync();
        await _app.InDatabaseAsync(db => db.Database.ExecuteSqlAsync($"ALTER TABLE AspNetUsers RENAME TO Lost", TestContext.Current.CancellationToken));

        using var response = await client.GetAsync("/account");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var page = await AdminApplicationClient.ReadAsync(response);
        Assert.Equal("Something went wrong", page.QuerySelector("h1")?.TextContent);
        Assert.NotEmpty(page.QuerySelector("code")?.TextContent ?? "");
        Assert.DoesNotContain("AspNetUsers", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains(_app.Logs.GetSnapshot(), record => record.Exception is not null);
    }

    private static async Task<string?> HeadingAsync(HttpResponseMessage response) =>
        (await AdminApplicationClient.ReadAsync(response)).QuerySelector("h1")?.TextContent;
}
