using System.Net;
using System.Net.Http.Json;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>The API reference calls with the session of whoever opened it, and no page of another site does.</summary>
public sealed class DashboardCallerTests : IDisposable
{
    private const string Keys = "/admin/api-keys";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly AdminApplication _app;

    public DashboardCallerTests() => _app = AdminApplication.WithOwner(services: services => services.AddSingleton<TimeProvider>(_time));

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Page_of_this_origin_calls_as_its_reader_until_they_sign_out()
    {
        var reader = await _app.OpenSignedInAsync();

        var created = await SendAsync(reader, HttpMethod.Post, "same-origin");
        var listed = await SendAsync(reader, HttpMethod.Get, "same-origin");
        using var signedOut = await reader.SignOutAsync();
        var after = await SendAsync(reader, HttpMethod.Get, "same-origin");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized), (created, listed, after));
    }

    [Fact]
    public async Task Reader_may_do_there_what_their_role_allows()
    {
        await _app.AddPersonAsync("vera@example.com", AdminRoles.Viewer);
        var viewer = await _app.OpenSignedInAsync("vera@example.com");

        Assert.Equal(HttpStatusCode.OK, await SendAsync(viewer, HttpMethod.Get, "same-origin"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(viewer, HttpMethod.Post, "same-origin"));
    }

    [Fact]
    public async Task Key_is_created_there_only_soon_after_the_sign_in_as_everywhere()
    {
        var reader = await _app.OpenSignedInAsync();
        _time.Leap(TimeSpan.FromMinutes(16));

        Assert.Equal(HttpStatusCode.OK, await SendAsync(reader, HttpMethod.Get, "same-origin"));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(reader, HttpMethod.Post, "same-origin"));
    }

    // "none" is an address typed by hand; other headers can be sent by a program that has stolen a cookie, and then it is no worse off than at the pages.
    [Theory]
    [InlineData(null)]
    [InlineData("none")]
    [InlineData("same-site")]
    [InlineData("cross-site")]
    [InlineData("nonsense")]
    public async Task No_other_page_does(string? site)
    {
        var reader = await _app.OpenSignedInAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(reader, HttpMethod.Get, site));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(reader, HttpMethod.Post, site));
    }

    [Theory]
    [InlineData("Authorization", "Basic c2tfbm9uc2Vuc2U6")]
    [InlineData("Authorization", "Bearer nonsense")]
    [InlineData("X-Api-Key", "sk_nonsense")]
    public async Task Credential_that_is_tried_out_there_is_refused_if_it_is_wrong(string header, string value)
    {
        var reader = await _app.OpenSignedInAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(reader, HttpMethod.Get, "same-origin", (header, value)));
    }

    private static async Task<HttpStatusCode> SendAsync(AdminApplicationClient client, HttpMethod method, string? site, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Keys);
        if (method == HttpMethod.Post)
        {
            request.Content = JsonContent.Create(new { title = "From the reference", type = "secret" });
        }

        foreach (var (name, value) in headers.Concat(site is null ? [] : [("Sec-Fetch-Site", site)]))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
