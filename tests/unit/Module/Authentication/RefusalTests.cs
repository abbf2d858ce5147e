using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>I8: each cause has its own status, header and body, the same at the schemes and at the gate.</summary>
public sealed class RefusalTests
{
    private const string Any = "/any";

    public static TheoryData<string> Doors => Store.Doors;

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Good_key_is_let_in(string door)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync();

        var answer = await store.AskAsBearerAsync(door + Any, created.Token!.Reveal());

        Assert.Equal((200, $"\"{created.Key.Id}\""), (answer.Status, answer.Body));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Without_a_key_the_answer_asks_for_one_and_blames_nothing(string door)
    {
        await using var store = await Store.OpenAsync();

        var answer = await store.AskAsync(door + Any);

        Assert.Equal(401, answer.Status);
        Assert.Equal("Bearer realm=\"api\"", answer.Challenge);
        Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal(
            """
            {"type":"https://tools.ietf.org/html/rfc9110#section-15.5.2","title":"Unauthorized","status":401,
            "detail":"This endpoint needs a secret key. Send it in the Authorization header, as Bearer and the key.","code":"missing"}
            """.ReplaceLineEndings(string.Empty),
            answer.Body);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Refusal_has_what_the_host_adds_to_each_problem(string door)
    {
        await using var store = await Store.OpenAsync(services =>
        {
            services.AddAuthentication(ApiKeyAuthenticationDefaults.AuthenticationScheme).AddApiKeys().AddPublishableApiKeys();
            services.AddAuthorization();
            services.AddProblemDetails(options => options.CustomizeProblemDetails = problem => problem.ProblemDetails.Extensions["help"] = "Call Dana.");
        });
        var token = (await store.CreateRevokedAsync()).Token!;

        var answer = await store.AskAsBearerAsync(door + Any, token.Reveal());
        var withoutJson = await store.AskAsync(door + Any, ("Authorization", $"Bearer {token.Reveal()}"), ("Accept", "text/html"));

        var problem = System.Text.Json.JsonDocument.Parse(answer.Body).RootElement;
        Assert.Equal(
            (401, "revoked", "Call Dana.", token.ToString()),
            (answer.Status, answer.Code, problem.GetProperty("help").GetString(), problem.GetProperty("redacted").GetString()));
        Assert.Contains("error=\"invalid_token\"", answer.Challenge, StringComparison.Ordinal);
        Assert.Equal((401, "revoked"), (withoutJson.Status, withoutJson.Code));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Token_nobody_has_is_not_found(string door)
    {
        await using var store = await Store.OpenAsync();

        await RefusedAsync(store, door, TokenGenerator.Generate(ApiKeyType.Secret, "shop"), "not_found", "There is no key with this token");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Unconfirmed_key_says_so(string door)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "New", AwaitConfirmation = true });

        await RefusedAsync(store, door, created.Token!, "pending", "is not active yet");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Revoked_key_says_so(string door)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateRevokedAsync();

        await RefusedAsync(store, door, created.Token!, "revoked", "This key is revoked.");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Expired_key_says_so(string door)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync(
            new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "For the fair", ExpiresAt = TestModule.Start.AddHours(1) });
        store.Time.Leap(TimeSpan.FromHours(2));

        await RefusedAsync(store, door, created.Token!, "expired", "This key is expired.");
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Publishable_key_where_a_secret_one_is_wanted_says_so(string door)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync(ApiKeyType.Publishable);

        await RefusedAsync(store, door, created.Token!, "wrong_type", "this is a publishable key");
        Assert.Equal("wrong_type", (await store.AskAsync(door + Any, ("X-Api-Key", created.Token!.Reveal()))).Code);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Secret_key_where_a_publishable_one_is_wanted_is_called_leaked(string door)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync();

        var answer = await store.AskAsPublishableAsync(door + "/products", created.Token!.Reveal());

        Assert.Equal((401, "wrong_type", created.Key.Redacted), (answer.Status, answer.Code, answer.Redacted));
        Assert.Contains("it has leaked: roll it", answer.Detail, StringComparison.Ordinal);
        Assert.StartsWith(
            "ApiKey realm=\"api\", header=\"x-publishable-api-key\", error=\"invalid_token\", error_description=\"This endpoint needs a publishable key, and this is a secret key",
            answer.Challenge,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Mistyped_and_cut_keys_say_so_and_have_no_redacted_form(string door)
    {
        await using var store = await Store.OpenAsync();
        var token = (await store.CreateAsync()).Token!.Reveal();
        var mistyped = token[..^20] + (token[^20] == 'a' ? 'b' : 'a') + token[^19..];

        foreach (var wrong in (string[])[mistyped, token[..^3], token + "x", "sk_", token + new string('x', 5000)])
        {
            var answer = await store.AskAsBearerAsync(door + Any, wrong);

            Assert.Equal((401, "malformed", null), (answer.Status, answer.Code, answer.Redacted));
            Assert.Contains("mistyped or cut off", answer.Detail, StringComparison.Ordinal);
            Assert.Contains("error=\"invalid_token\"", answer.Challenge, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Key_that_lacks_the_scope_is_forbidden_and_told_which(string door)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync("orders:write");

        var answer = await store.AskAsBearerAsync(door + "/orders/17", created.Token!.Reveal());

        Assert.Equal((403, "insufficient_scope", created.Key.Redacted), (answer.Status, answer.Code, answer.Redacted));
        Assert.Equal("orders:read", answer.Problem.GetProperty("scope").GetString());
        Assert.Equal(
            "Bearer realm=\"api\", error=\"insufficient_scope\", error_description=\"The key lacks a scope that this endpoint needs: orders:read.\", "
            + "scope=\"orders:read\"",
            answer.Challenge);
    }

    [Theory]
    [InlineData("/any")]
    [InlineData("/orders/17")]
    [InlineData("/products")]
    public async Task Schemes_and_gate_answer_the_same(string path)
    {
        await using var store = await Store.OpenAsync();
        var secret = (await store.CreateAsync()).Token!.Reveal();
        var publishable = (await store.CreateAsync(ApiKeyType.Publishable)).Token!.Reveal();
        var revoked = await store.CreateRevokedAsync();
        List<(string, string)[]> calls = [[], [("Authorization", "Bearer eyJ.x.y")], [("Authorization", secret)], [("X-Api-Key", "")]];
        foreach (var token in (string[])[secret, publishable, revoked.Token!.Reveal(), secret[..^1], "nonsense"])
        {
            calls.Add([("Authorization", $"Bearer {token}")]);
            calls.Add([("X-Api-Key", token)]);
            calls.Add([("x-publishable-api-key", token)]);
            calls.Add([("X-Api-Key", secret), ("Authorization", $"Bearer {token}")]);
            calls.Add([("x-publishable-api-key", publishable), ("Authorization", $"Bearer {token}")]);
        }

        foreach (var call in calls)
        {
            var lean = await store.AskAsync(Store.Lean + path, call);
            var standard = await store.AskAsync(Store.Standard + path, call);

            Assert.Equal(standard, lean);
        }
    }

    private static async Task RefusedAsync(Store store, string door, ApiKeyToken token, string code, string words)
    {
        var answer = await store.AskAsBearerAsync(door + Any, token.Reveal());

        Assert.Equal((401, code, token.ToString()), (answer.Status, answer.Code, answer.Redacted));
        Assert.Contains(words, answer.Detail, StringComparison.Ordinal);
        Assert.Equal($"Bearer realm=\"api\", error=\"invalid_token\", error_description=\"{answer.Detail}\"", answer.Challenge);
        Assert.Equal(401, answer.Problem.GetProperty("status").GetInt32());
    }
}
