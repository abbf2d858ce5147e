using System.Net;
using System.Text;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Whatever is sent, the answer is a 4xx that names what is wrong, and nothing is changed.</summary>
public sealed class ApiBadInputTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Keys = "/admin/api-keys";
    private const string Secret = "sk_shop_0123456789012345678901234567890123456789012345678";

    [Theory]
    [InlineData("{}", "Field 'title' is required; Field 'type' is required")]
    [InlineData("""{"title":"A"}""", "Field 'type' is required")]
    [InlineData("""{"title":5,"type":"secret"}""", "Expected type: 'string' for field 'title', got: '5'")]
    [InlineData("""{"title":null,"type":"secret"}""", "Expected type: 'string' for field 'title', got: 'null'")]
    [InlineData("""{"title":["A"],"type":"secret"}""", "Expected type: 'string' for field 'title', got: 'array'")]
    [InlineData("""{"title":"A","type":"bogus"}""", "Expected: 'publishable, secret' for field 'type', but got: 'bogus'")]
    [InlineData("""{"title":"A","type":1}""", "Expected: 'publishable, secret' for field 'type', but got: '1'")]
    [InlineData("""{"title":"A","type":"secret","created_by":"me","x":1}""", "Unrecognized fields: 'created_by, x'")]
    [InlineData("""{"Title":"A","type":"secret"}""", "Field 'title' is required; Unrecognized fields: 'Title'")]
    [InlineData("""{"title":"","type":"secret"}""", "Field 'title': Give the key a title.")]
    [InlineData("""{"title":"  ","type":"secret"}""", "Field 'title': Give the key a title.")]
    [InlineData("""{"title":"A\u0000B","type":"secret"}""", "Field 'title' can't hold U+0000")]
    [InlineData("""{"title":"\ud800","type":"secret"}""", "Expected type: 'string' for field 'title', got: 'broken text'")]
    [InlineData("""{"title":"A","type":"secret","scopes":"*"}""", "Expected type: 'array' for field 'scopes', got: '*'")]
    [InlineData("""{"title":"A","type":"secret","scopes":[1]}""", "Expected type: 'string' for field 'scopes, 0', got: '1'")]
    [InlineData("""{"title":"A","type":"secret","scopes":["NO"]}""", "Field 'scopes': A scope is written")]
    [InlineData("""{"title":"A","type":"secret","expires_at":"soon"}""", "Expected type: 'ISO 8601 time with offset' for field 'expires_at', got: 'soon'")]
    [InlineData("""{"title":"A","type":"secret","expires_at":"2999-01-01T00:00:00"}""", "Expected type: 'ISO 8601 time with offset'")]
    [InlineData("""{"title":"A","type":"secret","expires_at":"2001-01-01T00:00:00Z"}""", "Field 'expires_at': The expiry lies in the past.")]
    [InlineData("""{"title":"A","type":"secret","expires_at":7}""", "Expected type: 'ISO 8601 time with offset' for field 'expires_at', got: '7'")]
    [InlineData("""{"title":"A","type":"secret","description":{}}""", "Expected type: 'string' for field 'description', got: 'object'")]
    [InlineData("""{"title":"A","type":"secret","confirm":"true"}""", "Expected type: 'boolean' for field 'confirm', got: 'true'")]
    [InlineData("""{"title":"A","type":"secret","confirm":1}""", "Expected type: 'boolean' for field 'confirm', got: '1'")]
    [InlineData("""{"title":"A","type":"secret","confirm":null}""", "Expected type: 'boolean' for field 'confirm', got: 'null'")]
    [InlineData("[]", "Expected a JSON object")]
    [InlineData("null", "Expected a JSON object")]
    [InlineData("\"text\"", "Expected a JSON object")]
    public async Task A_key_that_can_t_be_made_is_explained(string body, string problem)
    {
        var answer = await api.Owner.PostTextAsync(Keys, body);

        await AssertRefusedAsync(answer, problem);
    }

    [Theory]
    [InlineData("{", "depth")]
    [InlineData("{\"title\":\"A\",}", "trailing comma")]
    [InlineData("{'title':'A'}", "invalid start")]
    [InlineData("not json", "invalid")]
    [InlineData("""{"title":"A","title":"B","type":"secret"}""", "Duplicate")]
    [InlineData("""{"\ud800":1}""", "")]
    public async Task Broken_JSON_is_answered_with_the_words_of_the_parser(string body, string problem)
    {
        var answer = await api.Owner.PostTextAsync(Keys, body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
        Assert.Contains(problem, answer.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"revoke_in":"60"}""", "Expected type: 'number' for field 'revoke_in', got: '60'")]
    [InlineData("""{"revoke_in":null}""", "Expected type: 'number' for field 'revoke_in', got: 'null'")]
    [InlineData("""{"revoke_in":1e18}""", "Field 'revoke_in' is at most 31622400 seconds")]
    [InlineData("""{"revoke_in":1e999}""", "Field 'revoke_in' is at most 31622400 seconds")]
    [InlineData("""{"revoke_in":31622401}""", "Field 'revoke_in' is at most 31622400 seconds")]
    [InlineData("""{"reason":"no"}""", "Unrecognized fields: 'reason'")]
    public async Task A_delay_that_is_none_is_explained_and_the_key_lives(string body, string problem)
    {
        var key = await api.Owner.CreateAsync();

        foreach (var act in new[] { "revoke", "roll" })
        {
            await AssertRefusedAsync(await api.Owner.PostTextAsync($"{Keys}/{key["id"]}/{act}", body), problem);
        }

        Assert.Null((await api.Owner.GetAsync($"{Keys}/{key["id"]}")).Key["revoked_at"]);
    }

    [Theory]
    [InlineData("activate")]
    [InlineData("cancel-revocation")]
    [InlineData("abort-roll")]
    public async Task An_act_without_fields_takes_none(string act)
    {
        var key = await api.Owner.CreateAsync();

        await AssertRefusedAsync(await api.Owner.PostTextAsync($"{Keys}/{key["id"]}/{act}", """{"revoke_in":1}"""), "Unrecognized fields: 'revoke_in'");
        await AssertRefusedAsync(await api.Owner.PostAsync($"{Keys}/{key["id"]}/{act}?force=1"), "Unrecognized fields: 'force'");
    }

    [Fact]
    public async Task Nesting_of_any_depth_is_refused()
    {
        var nested = new string('[', 20_000) + new string(']', 20_000);

        var answer = await api.Owner.PostTextAsync(Keys, $$"""{"title":{{nested}},"type":"secret"}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused_whether_or_not_its_length_is_said(bool isLengthSaid)
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"title":"{{new string('x', 200_000)}}","type":"secret"}""");
        using var content = isLengthSaid ? new ByteArrayContent(bytes) : (HttpContent)new StreamContent(new UnsizedStream(bytes));
        content.Headers.ContentType = new("application/json");

        var answer = await api.Owner.SendAsync(new HttpRequestMessage(HttpMethod.Post, Keys) { Content = content });

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "request entity too large"), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task A_body_of_another_kind_is_refused()
    {
        using var content = new StringContent("<title>A</title>", Encoding.UTF8, "application/xml");

        var answer = await api.Owner.SendAsync(new HttpRequestMessage(HttpMethod.Post, Keys) { Content = content });

        await AssertRefusedAsync(answer, "Send the body as application/json.");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        using var content = new ByteArrayContent([.. "{\"title\":\""u8, 0xFF, 0xFE, .. "\",\"type\":\"secret\"}"u8]);
        content.Headers.ContentType = new("application/json");

        var answer = await api.Owner.SendAsync(new HttpRequestMessage(HttpMethod.Post, Keys) { Content = content });

        await AssertRefusedAsync(answer, "field 'title', got: 'broken text'");
    }

    [Fact]
    public async Task A_secret_in_the_wrong_place_is_refused_and_not_said_back()
    {
        var answers = new[]
        {
            await api.Owner.PostAsync(Keys, new { title = Secret, type = "secret" }),
            await api.Owner.PostAsync(Keys, new { title = "A", type = Secret }),
            await api.Owner.PostAsync(Keys, new Dictionary<string, string> { [Secret] = "A" }),
            await api.Owner.PostAsync(Keys, new { title = "A", type = "secret" }, idempotencyKey: Secret),
            await api.Owner.PostTextAsync(Keys, $$"""{"{{Secret}}":1,"{{Secret}}":2}"""),
            await api.Owner.GetAsync($"{Keys}/{Secret}"),
            await api.Owner.GetAsync($"{Keys}?{Secret}=1"),
            await api.Owner.GetAsync($"{Keys}?limit={Secret}"),
            await api.Owner.PostAsync($"{Keys}/{Secret}/revoke"),
        };

        Assert.All(answers, answer => Assert.InRange((int)answer.Status, 400, 499));
        Assert.All(answers, answer => Assert.DoesNotContain(Secret[15..40], answer.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Another_method_meets_nothing(string method)
    {
        var answer = await api.Owner.SendAsync(new HttpRequestMessage(new HttpMethod(method), Keys));

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.Status, answer.Type));
    }

    [Fact]
    public async Task A_trailing_slash_and_no_body_are_fine()
    {
        var key = await api.Owner.CreateAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Keys}/{key["id"]}/revoke/");

        var answer = await api.Owner.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    private async Task AssertRefusedAsync(ApiAnswer answer, string problem)
    {
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
        Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
        Assert.Equal(400, (int)answer.Body["status"]!);
        Assert.NotEmpty((string?)answer.Body["code"] ?? "");
        Assert.NotEmpty((string?)answer.Body["traceId"] ?? "");
        var made = await api.Owner.GetAsync($"{Keys}?title=A");
        Assert.Equal(0, (int)made.Body["count"]!);
    }

    private sealed class UnsizedStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
