using System.Net;
using System.Text;
using System.Text.Json;
using ApiKeys.UnitTests.Infrastructure;
using CsCheck;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>What no route of keys and channels takes, tried on each of them: always a 4xx that says why, and nothing is changed.</summary>
public sealed class EveryRouteBadInputTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] Acts =
    [
        "/admin/api-keys", "/admin/api-keys/revoke", "/admin/api-keys/{key}", "/admin/api-keys/{key}/revoke", "/admin/api-keys/{key}/cancel-revocation",
        "/admin/api-keys/{key}/roll", "/admin/api-keys/{key}/abort-roll", "/admin/api-keys/{key}/activate", "/admin/api-keys/{key}/sales-channels", "/admin/sales-channels", "/admin/sales-channels/{channel}",
    ];

    public static TheoryData<string> Routes => [.. Acts];

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_body_that_can_t_be_read_changes_nothing(string route)
    {
        var (path, before) = await ArrangeAsync(route);

        foreach (var (type, body) in new[]
        {
            ("application/json", "{"), ("application/json", "[]"), ("application/json", "null"), ("application/json", "1"), ("application/json", "\"a\""),
            ("application/json", """{"a":1,"a":2}"""), ("application/json", """{"\ud800":1}"""), ("application/json", $$"""{"a":{{new string('[', 5000)}}"""),
            ("application/json", """{"nobody_knows":1}"""), ("application/json", """{"":60}"""), ("application/json", """{"0":60}"""), ("application/json", " "),
            ("application/json", "60"), ("application/json", """{"revoke_in":60,"revoke_in":0}"""), ("application/json", """[{"revoke_in":60}]"""),
            ("application/x-www-form-urlencoded", "nobody_knows=1"), ("application/x-www-form-urlencoded", "[=]&&="),
            ("application/x-www-form-urlencoded", "0=60"), ("application/x-www-form-urlencoded", "0=a&1=b"), ("application/x-www-form-urlencoded", "0[a]=60"),
            ("application/x-www-form-urlencoded", "60"), ("application/x-www-form-urlencoded", "=60"), ("application/x-www-form-urlencoded", "[]=60"),
            ("application/x-www-form-urlencoded", "[0]=60"), ("application/x-www-form-urlencoded", "&"), ("application/x-www-form-urlencoded", "revoke_in=60&revoke_in=0"),
            ("application/x-www-form-urlencoded", "revoke_in=0&revoke_in[x]=60"), ("application/x-www-form-urlencoded", "revoke_in=-Infinity"),
            ("application/x-www-form-urlencoded", """{"revoke_in":60}"""), ("application/x-www-form-urlencoded", "REVOKE_IN=60"),
            ("text/plain", "title=A"), ("application/xml", "<a/>"), ("multipart/form-data", "--a"), ("no type", "{}"),
        })
        {
            using var content = new StringContent(body, Encoding.UTF8);
            content.Headers.Remove("Content-Type");
            content.Headers.TryAddWithoutValidation("Content-Type", type);

            var answer = await api.Owner.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });

            Assert.Equal((type, body, HttpStatusCode.BadRequest, "invalid_data"), (type, body, answer.Status, answer.Type));
            Assert.NotEqual("", answer.Message);
        }

        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_field_of_another_type_is_named_and_changes_nothing(string route)
    {
        var (path, before) = await ArrangeAsync(route);
        string[] names = ["title", "type", "description", "scopes", "expires_at", "revoke_in", "ids", "add", "remove", "name", "is_disabled", "metadata", "confirm"];
        string[] values = ["{}", "[{}]", "[[]]", "[null]", "-", "tru", "\"\\ud800\"", "[\"\\ud800\"]", "1e999999", "{\"a\":\"\\udfff\"}"];

        foreach (var (name, value) in names.SelectMany(name => values.Select(value => (name, value))).Where(pair => pair is not ("metadata", "{}") and not ("revoke_in", "1e999999")))
        {
            var answer = await api.Owner.PostTextAsync(path, $$"""{"{{name}}":{{value}}}""");

            Assert.Equal((name, value, HttpStatusCode.BadRequest), (name, value, answer.Status));
        }

        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_parameter_or_a_header_that_can_t_be_meant_changes_nothing(string route)
    {
        var (path, before) = await ArrangeAsync(route);

        var answers = new List<ApiAnswer>
        {
            await api.Owner.PostAsync(path + "?nobody_knows=1"),
            await api.Owner.PostAsync(path + "?fields[]=id"),
            await api.Owner.PostAsync(path + "?fields=%00"),
            await api.Owner.PostAsync(path + "?fields=a&fields=b"),
        };
        foreach (var (name, value) in new[] { ("If-Match", "no quotes"), ("If-Match", "\"a"), ("Idempotency-Key", "two words"), ("Idempotency-Key", new string('k', 256)) })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation(name, value);
            answers.Add(await api.Owner.SendAsync(request));
        }

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type)));
        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [InlineData("PUT", "/admin/api-keys/{key}")]
    [InlineData("PATCH", "/admin/api-keys/{key}")]
    [InlineData("PUT", "/admin/sales-channels/{channel}")]
    [InlineData("PATCH", "/admin/sales-channels")]
    [InlineData("DELETE", "/admin/sales-channels")]
    [InlineData("DELETE", "/admin/api-keys")]
    [InlineData("GET", "/admin/api-keys/{key}/revoke")]
    public async Task Another_method_meets_nothing(string method, string route)
    {
        var (path, before) = await ArrangeAsync(route);

        var answer = await api.Owner.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.Status, answer.Type));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Any_JSON_is_answered_and_never_with_a_failure_of_the_server()
    {
        var name = Gen.OneOf(Gen.OneOf("title", "type", "description", "scopes", "expires_at", "revoke_in", "ids", "add", "remove", "name", "is_disabled", "metadata"), Gen.String[0, 5]);
        var text = Gen.OneOf(Gen.String[0, 300], Gen.OneOf("secret", "publishable", "2999-01-01T00:00:00Z", "orders:read", "sc_1", "", "\0", "\u202E", "👩‍👩‍👧"));
        var leaf = Gen.OneOf<object?>(
            text.Select(value => (object?)value), Gen.Double.Where(double.IsFinite).Select(value => (object?)value), Gen.Long.Select(value => (object?)value),
            Gen.Bool.Select(value => (object?)value), Gen.Const((object?)null));
        var value = Gen.OneOf(leaf, leaf.Array[0, 4].Select(items => (object?)items), Gen.Dictionary(name, leaf)[0, 3].Select(members => (object?)members));
        var (key, _) = await ArrangeAsync("/admin/api-keys/{key}");
        var (channel, _) = await ArrangeAsync("/admin/sales-channels/{channel}");

        await Gen.Select(Gen.OneOf(Acts), Gen.Dictionary(name, value)[0, 5]).SampleAsync(
            async (route, body) =>
            {
                var path = route.Replace("/admin/api-keys/{key}", key, StringComparison.Ordinal).Replace("/admin/sales-channels/{channel}", channel, StringComparison.Ordinal);
                var answer = await api.Owner.PostTextAsync(path, JsonSerializer.Serialize(body));
                Assert.InRange((int)answer.Status, 200, 499);
            },
            iter: 1000,
            threads: 1);
    }

    private async Task<(string Path, string Before)> ArrangeAsync(string route)
    {
        var key = (string)(await api.Owner.CreateAsync("Storefront", "publishable"))["id"]!;
        var channel = (string)(await api.Owner.PostAsync("/admin/sales-channels", new { name = "Web shop" })).Body["sales_channel"]!["id"]!;
        var path = route.Replace("{key}", key, StringComparison.Ordinal).Replace("{channel}", channel, StringComparison.Ordinal);
        return (path, await StateAsync());
    }

    private async Task<string> StateAsync() =>
        (await api.Owner.GetAsync("/admin/api-keys?limit=1000&fields=*,*sales_channels&with_deleted=true")).Text
        + (await api.Owner.GetAsync("/admin/sales-channels?limit=1000&with_deleted=true")).Text;
}
