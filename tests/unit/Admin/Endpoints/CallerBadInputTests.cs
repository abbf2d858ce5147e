using System.Net;
using System.Text;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>What is sent to the routes of signing in, sessions, verification and reports may be anything; the answer is a 4xx, and says what is wrong.</summary>
public sealed class CallerBadInputTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    private static readonly (string Method, string Path)[] Routes =
    [
        ("POST", "/auth/user/emailpass"), ("POST", "/auth/session"), ("DELETE", "/auth/session"), ("POST", "/auth/token/refresh"),
        ("POST", "/admin/api-keys/verify"), ("POST", "/api-keys/revoke"),
    ];

    public static TheoryData<string, string, string> Bodies => new()
    {
        { "application/json", "{", "" },
        { "application/json", "{'token':1}", "" },
        { "application/json", "[]", "Expected a JSON object" },
        { "application/json", "null", "Expected a JSON object" },
        { "application/json", "5", "Expected a JSON object" },
        { "application/json", """{"x":1}""", "Unrecognized fields: 'x'" },
        { "application/json", """{"x":1,"x":2}""", "Duplicate" },
        { "application/json", """{"\ud800":1}""", "" },
        { "application/json", "{\"\0\":1}", "" },
        { "application/json", """{"a\u0000b":1}""", "Unrecognized fields" },
        { "application/json", """{"__proto__":{"role":"Owner"}}""", "Unrecognized fields: '__proto__'" },
        { "application/json", "\u0000\u0001\u0002", "" },
        { "application/xml", "<a/>", "" },
        { "text/plain", "token", "" },
        { "nonsense", "{}", "" },
        { "application/json; charset=utf-16", "{", "" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Any_body_is_answered(string contentType, string body, string problem)
    {
        foreach (var (method, path) in Routes)
        {
            var answer = await SendAsync(method, path, contentType, Encoding.UTF8.GetBytes(body));

            AssertRefused(answer);
            Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nesting_of_any_depth_is_refused()
    {
        var nested = new string('[', 1_000) + new string(']', 1_000);

        foreach (var (method, path) in Routes)
        {
            AssertRefused(await SendAsync(method, path, "application/json", Encoding.UTF8.GetBytes($$"""{"token":{{nested}}}""")));
        }
    }

    [Theory]
    [InlineData("?x=1", "Unrecognized fields: 'x'")]
    [InlineData("?token=sk_shop_0123456789012345678901234567890123456789012345678", "Unrecognized fields: 'token'")]
    [InlineData("?%00=%ff", "Unrecognized fields")]
    [InlineData("?a[0][1][2]=1&a=2", "Unrecognized fields")]
    public async Task Any_query_is_answered(string query, string problem)
    {
        foreach (var (method, path) in Routes.Append(("GET", "/admin/users/me")).Append(("GET", "/admin/users/user_1")))
        {
            var answer = await SendAsync(method, path + query, contentType: null, body: null);

            AssertRefused(answer);
            Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Idempotency-Key", "two words")]
    [InlineData("Idempotency-Key", "")]
    [InlineData("Content-Length", "-1")]
    [InlineData("Content-Type", "application/json, application/json")]
    public async Task A_header_that_makes_no_sense_is_refused(string header, string value)
    {
        foreach (var (method, path) in Routes)
        {
            using var content = new ByteArrayContent("{\"x\":1}"u8.ToArray());
            var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
            if (!request.Headers.TryAddWithoutValidation(header, value))
            {
                content.Headers.Remove("Content-Type");
                content.Headers.TryAddWithoutValidation(header == "Content-Length" ? "X-Length" : header, value);
            }

            AssertRefused(await (await CallerAsync(method, path)).SendAsync(request));
        }
    }

    // The matrix says who may; here everyone does, so that what is refused is what was sent.
    private async Task<ApiClient> CallerAsync(string method, string path) => (method, path.Split('?')[0]) == ("DELETE", "/auth/session")
        ? http.Stranger(("Cookie", HttpFixture.CookieOf(await http.Owner.PostAsync("/auth/session"))))
        : http.Owner;

    private async Task<ApiAnswer> SendAsync(string method, string path, string? contentType, byte[]? body)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return await (await CallerAsync(method, path)).SendAsync(request);
    }

    private static void AssertRefused(ApiAnswer answer)
    {
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
        Assert.NotEmpty(answer.Message);
        Assert.DoesNotContain("0123456789012345", answer.Text, StringComparison.Ordinal);
        Assert.NotEmpty((string?)answer.Body["traceId"] ?? "");
    }
}
