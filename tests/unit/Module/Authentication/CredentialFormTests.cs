using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>Where and how a key may be presented, and where not.</summary>
public sealed class CredentialFormTests
{
    public static TheoryData<string> Doors => Store.Doors;

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Each_form_of_a_secret_key_is_accepted(string door)
    {
        await using var store = await Store.OpenAsync();
        var token = (await store.CreateAsync()).Token!.Reveal();
        (string, string)[] forms =
        [
            ("Authorization", $"Bearer {token}"),
            ("Authorization", $"bEARER {token}"),
            ("Authorization", $"Basic {Base64(token + ":")}"),
            ("Authorization", $"Basic {Base64(token)}"),
            ("Authorization", $"Basic {token}"),
            ("Authorization", $"bAsIc {token}:"),
            ("X-Api-Key", token),
            ("x-api-key", token),
        ];

        foreach (var form in forms)
        {
            Assert.Equal(200, (await store.AskAsync(door + "/any", form)).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Any_other_form_is_refused(string door)
    {
        await using var store = await Store.OpenAsync();
        var token = (await store.CreateAsync()).Token!.Reveal();
        (string, string)[] forms =
        [
            ("Authorization", token),
            ("Authorization", $"Bearer  {token}"),
            ("Authorization", $"Bearer\t{token}"),
            ("Authorization", $"Bearer {token} "),
            ("Authorization", $"Bearer {token}:"),
            ("Authorization", $"Bearer {Base64(token)}"),
            ("Authorization", $"Basic {Base64($"{token}:password")}"),
            ("Authorization", $"Basic {Base64($":{token}")}"),
            ("Authorization", $"Basic {Base64($"{token}::")}"),
            ("Authorization", $"Basic {Base64($" {token}")}"),
            ("Authorization", $"Basic  {token}"),
            ("Authorization", $"Basic  {Base64(token)}"),
            ("Authorization", $"Basic {Base64(token)} "),
            ("Authorization", $"Basic {Base64(token).Insert(8, " ")}"),
            ("Authorization", $"Basic {token}:password"),
            ("Authorization", $"Digest {token}"),
            ("Authorization", $"ApiKey {token}"),
            ("Proxy-Authorization", $"Bearer {token}"),
            ("X-Api-Key", $"Bearer {token}"),
            ("X-Api-Key", $" {token}"),
            ("X-Api-Key", $"{token},{token}"),
            ("x-medusa-access-token", token),
            ("Cookie", $"api_key={token}"),
        ];

        foreach (var form in forms)
        {
            var answer = await store.AskAsync(door + "/any", form);

            Assert.True(answer.Status == 401, $"{form} was answered {answer.Status}.");
            Assert.Contains(answer.Code, (string?[])["malformed", "missing"]);
        }
    }

    [Theory]
    [InlineData("Basic {0}:password", "the key is the user name and the password is empty")]
    [InlineData("Bearer  {0}", "Use exactly one")]
    [InlineData("{0}", "Put Bearer and one space before it")]
    [InlineData("Bearer eyJhbGciOiJIUzI1NiJ9.e30.x", "has no API key")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==", "has no API key")]
    public async Task Refused_form_is_told_what_to_mend(string form, string words)
    {
        await using var store = await Store.OpenAsync();
        var token = (await store.CreateAsync()).Token!.Reveal();

        var answer = await store.AskAsync("/lean/any", ("Authorization", form.Replace("{0}", token, StringComparison.Ordinal)));

        Assert.Equal((401, "malformed"), (answer.Status, answer.Code));
        Assert.Contains(words, answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Several_keys_are_refused_though_each_is_good(string door)
    {
        await using var store = await Store.OpenAsync();
        var one = (await store.CreateAsync()).Token!.Reveal();
        var other = (await store.CreateAsync()).Token!.Reveal();
        (string, string)[][] calls =
        [
            [("Authorization", $"Bearer {one}"), ("X-Api-Key", other)],
            [("Authorization", $"Basic {Base64(one + ":")}"), ("X-Api-Key", other)],
            [("Authorization", $"Bearer {one}"), ("Authorization", $"Bearer {other}")],
            [("Authorization", $"Bearer {one}"), ("Authorization", $"Bearer {one}")],
            [("Authorization", "Bearer eyJ"), ("Authorization", $"Bearer {one}")],
            [("X-Api-Key", one), ("X-Api-Key", other)],
            [("X-Api-Key", one), ("X-Api-Key", one)],
            [("X-Api-Key", one), ("X-Api-Key", "")],
            [("X-Api-Key", one), ("Authorization", $"Basic {one}:password")],
        ];

        foreach (var call in calls)
        {
            var answer = await store.AskAsync(door + "/any", call);

            Assert.Equal((401, "ambiguous"), (answer.Status, answer.Code));
            Assert.Contains("error=\"invalid_request\"", answer.Challenge, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task What_is_no_second_key_does_no_harm(string door)
    {
        await using var store = await Store.OpenAsync();
        var token = (await store.CreateAsync()).Token!.Reveal();
        var publishable = (await store.CreateAsync(ApiKeyType.Publishable)).Token!.Reveal();
        (string, string)[][] calls =
        [
            [("Authorization", $"Bearer {token}"), ("X-Api-Key", token)],
            [("Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x"), ("X-Api-Key", token)],
            [("Authorization", $"Bearer {token}"), ("X-Api-Key", "")],
            [("Authorization", $"Bearer {token}"), ("X-Api-Key", "a gateway's own")],
            [("Authorization", $"Bearer {token}"), ("X-Api-Key", "a gateway's own"), ("X-Api-Key", "and another's")],
            [("Authorization", $"Bearer {token}"), ("x-publishable-api-key", publishable)],
        ];

        foreach (var call in calls)
        {
            Assert.Equal(200, (await store.AskAsync(door + "/any?api_key=abc", call)).Status);
        }

        Assert.Equal(200, (await store.AskAsync(door + "/products", calls[^1])).Status);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Publishable_key_is_taken_from_its_header_only(string door)
    {
        await using var store = await Store.OpenAsync();
        var token = (await store.CreateAsync(ApiKeyType.Publishable)).Token!.Reveal();

        var right = await store.AskAsPublishableAsync(door + "/products", token);
        var twice = await store.AskAsync(door + "/products", ("x-publishable-api-key", token), ("x-publishable-api-key", token));
        var wrong = await store.AskAsBearerAsync(door + "/products", token);
        var none = await store.AskAsync(door + "/products");

        Assert.Equal(200, right.Status);
        Assert.Equal((401, "ambiguous"), (twice.Status, twice.Code));
        Assert.Equal((401, "misplaced"), (wrong.Status, wrong.Code));
        Assert.Contains("the x-publishable-api-key header", wrong.Detail, StringComparison.Ordinal);
        Assert.Equal((401, "missing", "ApiKey realm=\"api\", header=\"x-publishable-api-key\""), (none.Status, none.Code, none.Challenge));
    }

    [Fact]
    public async Task Refusal_names_the_header_of_this_app_for_publishable_keys()
    {
        await using var store = await Store.OpenAsync(
            services => services.AddAuthentication().AddPublishableApiKeys(options => options.HeaderName = "X-Shop-Key"),
            app => app.MapGet("/products", () => "").RequireApiKey(type: ApiKeyType.Publishable));

        var answer = await store.AskAsync("/products");

        Assert.Equal("This endpoint needs a publishable key. Send it in the X-Shop-Key header.", answer.Detail);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Secret_key_in_the_publishable_header_opens_no_secret_door(string door)
    {
        await using var store = await Store.OpenAsync();
        var token = (await store.CreateAsync()).Token!.Reveal();

        var answer = await store.AskAsPublishableAsync(door + "/any", token);

        Assert.Equal((401, "misplaced"), (answer.Status, answer.Code));
        Assert.Contains("it has leaked: roll it", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api_key={0}")]
    [InlineData("a=1&token={0}")]
    [InlineData("anything={0}")]
    [InlineData("{0}=x&access_token={0}")]
    [InlineData("%74oken={1}")]
    public async Task Key_in_the_address_is_refused_and_told_where_it_belongs(string query)
    {
        await using var store = await Store.OpenAsync();
        var created = await store.CreateAsync();
        var token = created.Token!.Reveal();
        var encoded = token.Replace("_", "%5F", StringComparison.Ordinal);
        var path = "?" + query.Replace("{0}", token, StringComparison.Ordinal).Replace("{1}", encoded, StringComparison.Ordinal);

        foreach (var door in Store.Doors)
        {
            var answer = await store.AskAsync(door.Data + "/any" + path);

            Assert.Equal((401, "misplaced", created.Key.Redacted), (answer.Status, answer.Code, answer.Redacted));
            Assert.Contains("the Authorization header", answer.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Cut_key_in_the_address_is_known_by_the_name_it_has_there()
    {
        await using var store = await Store.OpenAsync();
        var token = (await store.CreateAsync()).Token!.Reveal();

        var named = await store.AskAsync($"/lean/any?apikey={token[..^4]}");
        var unnamed = await store.AskAsync($"/lean/any?reference={token[..^4]}");
        var publishable = await store.AskAsync("/lean/products?apiKey=pk_shop_x");

        Assert.Equal(("misplaced", null), (named.Code, named.Redacted));
        Assert.Equal("missing", unnamed.Code);
        Assert.Contains("the x-publishable-api-key header", publishable.Detail, StringComparison.Ordinal);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
