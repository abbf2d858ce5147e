using System.Net;
using System.Net.Sockets;
using System.Text;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints.Contract;

/// <summary>Section 1 of the contract, as far as it is about the way in: errors, unknown routes, health, calls from other sites.</summary>
public sealed class ConventionContractTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    private const string Keys = "/admin/api-keys";

    [Fact]
    public async Task Answers_are_JSON_in_UTF_8()
    {
        using var response = await http.Owner.Http.GetAsync(Keys, TestContext.Current.CancellationToken);

        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData("/admin/nothing-here")]
    [InlineData("/admin")]
    [InlineData("/auth/nothing-here")]
    [InlineData("/auth/customer/emailpass")]
    public async Task An_unknown_route_is_401_without_a_credential_and_404_with_one(string path)
    {
        var unknown = await http.Stranger().GetAsync(path);
        var known = await http.Owner.GetAsync(path);

        Assert.Equal((HttpStatusCode.Unauthorized, "Unauthorized"), (unknown.Status, unknown.Message));
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (known.Status, known.Type));
    }

    [Theory]
    [InlineData("PUT", Keys)]
    [InlineData("PATCH", Keys)]
    [InlineData("DELETE", Keys)]
    [InlineData("POST", "/admin/users/me")]
    [InlineData("GET", "/auth/session")]
    [InlineData("PUT", "/auth/user/emailpass")]
    public async Task A_wrong_method_is_404_and_never_405(string method, string path)
    {
        var answer = await http.Owner.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.Status, answer.Type));
    }

    [Theory]
    [InlineData("/admin/users/me/")]
    [InlineData("/auth/user/providers/")]
    [InlineData("/admin/api-keys/?limit=1")]
    public async Task A_trailing_slash_is_the_same_route(string path)
    {
        Assert.Equal(HttpStatusCode.OK, (await http.Owner.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Health_is_open_and_says_OK()
    {
        using var response = await http.Stranger().Http.GetAsync("/health", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal("OK", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/admin/api-keys", "https://shop.example.com")]
    [InlineData("/store/regions", "https://till.example.com:8443")]
    [InlineData("/auth/user/emailpass", "https://shop.example.com")]
    public async Task A_browser_may_ask_first_without_a_credential(string path, string origin)
    {
        using var response = await PreflightAsync(path, origin);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(origin, Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal("true", Header(response, "Access-Control-Allow-Credentials"));
        Assert.Equal("GET,HEAD,PUT,PATCH,POST,DELETE", Header(response, "Access-Control-Allow-Methods"));
        Assert.Equal("authorization,content-type,x-medusa-locale", Header(response, "Access-Control-Allow-Headers"));
        Assert.Contains("Origin", response.Headers.Vary);
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("http://shop.example.com")]
    [InlineData("https://shop.example.com.evil.com")]
    [InlineData("https://shop.example.com:444")]
    [InlineData("null")]
    [InlineData("*")]
    public async Task An_origin_that_is_not_listed_is_let_nowhere(string origin)
    {
        using var preflight = await PreflightAsync(Keys, origin);
        var answer = await http.Stranger(("Origin", origin)).GetAsync(Keys);

        Assert.Null(Header(preflight, "Access-Control-Allow-Origin"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Contains("Origin", answer.Headers.Vary);
    }

    [Fact]
    public async Task A_listed_origin_may_read_answers_and_errors_alike()
    {
        var caller = http.Stranger(("Origin", HttpFixture.ListedOrigin));

        foreach (var path in new[] { "/auth/user/providers", Keys, "/store/regions", "/admin/nothing-here" })
        {
            var answer = await caller.GetAsync(path);

            Assert.Equal(HttpFixture.ListedOrigin, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal("true", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Credentials")));
            Assert.Equal("Origin", Assert.Single(answer.Headers.Vary));
        }
    }

    // A browser shows a page of another origin no header that isn't named. The traceId is in the body.
    [Fact]
    public async Task Headers_of_the_protocol_can_be_read_by_a_listed_origin_alone()
    {
        foreach (var path in new[] { "/auth/user/providers", Keys, "/store/regions", "/admin/nothing-here" })
        {
            var listed = await http.Stranger(("Origin", HttpFixture.ListedOrigin)).GetAsync(path);
            var other = await http.Stranger(("Origin", "https://evil.example.com")).GetAsync(path);

            Assert.Equal(
                "ETag,Idempotent-Replayed,Retry-After,WWW-Authenticate,Accept-Encoding", Assert.Single(listed.Headers.GetValues("Access-Control-Expose-Headers")));
            Assert.False(other.Headers.Contains("Access-Control-Expose-Headers"));
        }
    }

    [Fact]
    public async Task Pages_are_not_for_other_origins()
    {
        using var response = await http.Stranger(("Origin", HttpFixture.ListedOrigin)).Http.GetAsync("/sign-in", TestContext.Current.CancellationToken);

        Assert.Null(Header(response, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("POST", Keys, true)]
    [InlineData("POST", Keys, false)]
    [InlineData("POST", "/auth/user/emailpass", true)]
    [InlineData("POST", "/auth/user/emailpass", false)]
    [InlineData("POST", "/auth/token/refresh", false)]
    [InlineData("POST", "/api-keys/revoke", false)]
    [InlineData("DELETE", "/admin/users/me", true)]
    public async Task Ten_megabytes_are_too_much(string method, string path, bool isLengthSaid)
    {
        using var content = new StreamContent(new MemoryStream(new byte[10 * 1024 * 1024]));
        content.Headers.ContentType = new("application/json");
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        request.Headers.TransferEncodingChunked = !isLengthSaid;
        request.Headers.ExpectContinue = true;

        var answer = await http.Owner.SendAsync(request);

        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, "unknown_error", "request entity too large"), (answer.Status, answer.Type, answer.Message));
    }

    [Theory]
    [InlineData("GET /admin/api-keys HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic \0\r\n")]
    [InlineData("GET /admin/api-keys HTTP/1.1\r\nHost: a\r\nHost: b\r\n")]
    [InlineData("POST /auth/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n")]
    [InlineData("GET /admin/users/%ff%fe HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("GET /admin/users/%00 HTTP/1.1\r\nHost: localhost\r\n")]
    [InlineData("GET /store/regions HTTP/1.1\r\nHost: localhost\r\nx-publishable-api-key: pk_\u00e4\r\n")]
    public async Task Bytes_that_no_client_would_send_are_4xx(string head)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("localhost", http.App.ClientOptions.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();

        await stream.WriteAsync(Encoding.Latin1.GetBytes(head + "Connection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 4", status, StringComparison.Ordinal);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : null;

    private Task<HttpResponseMessage> PreflightAsync(string path, string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-medusa-locale");
        return http.Stranger().Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
