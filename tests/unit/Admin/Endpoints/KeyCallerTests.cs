using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage.Recording;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>What a key that calls may do: what its scopes say, and never give more than it has.</summary>
public sealed class KeyCallerTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    private const string Keys = "/admin/api-keys";

    [Fact]
    public async Task A_key_is_refused_with_the_scope_it_lacks_before_anything_of_the_call_is_read()
    {
        var (id, token) = await http.CreateKeyAsync("keys:read");
        var key = http.WithKey(token);

        var answer = await key.PostTextAsync(Keys, "no JSON");

        Assert.Equal(
            (HttpStatusCode.Forbidden, "forbidden", "insufficient_scope", "The key lacks the scope keys:write. A user who manages keys can add it."),
            (answer.Status, answer.Type, (string?)answer.Body["code"], answer.Message));
        Assert.Equal(HttpStatusCode.OK, (await key.GetAsync($"{Keys}/{id}")).Status);
    }

    [Fact]
    public async Task A_call_that_is_refused_for_its_scope_is_no_use()
    {
        var (id, token) = await http.CreateKeyAsync("channels:read");

        await http.WithKey(token).GetAsync(Keys);
        await http.App.Services.GetRequiredService<UseRecorder>().FlushAsync(TestContext.Current.CancellationToken);

        var usage = await http.App.Services.GetRequiredService<IApiKeyUsage>().ReadAsync([id], TestContext.Current.CancellationToken);
        Assert.Null((await http.Owner.GetAsync($"{Keys}/{id}")).Key["last_used_at"]);
        Assert.Equal((0, 1), (usage[id].Hours.Sum(hour => hour.Accepted), usage[id].Hours.Sum(hour => hour.Refused.GetValueOrDefault(VerificationCode.InsufficientScope))));
    }

    [Fact]
    public async Task What_fields_ask_for_beside_the_route_takes_its_own_scope()
    {
        var (keyId, _) = await http.CreatePublishableKeyAsync();
        var channel = (string)(await http.Owner.PostAsync("/admin/sales-channels", new { name = "Web shop", description = "Ours" })).Body["sales_channel"]!["id"]!;
        await http.Owner.PostAsync($"{Keys}/{keyId}/sales-channels", new { add = new[] { channel } });
        var readsKeys = http.WithKey((await http.CreateKeyAsync("keys:read")).Token);
        var readsChannels = http.WithKey((await http.CreateKeyAsync("channels:read")).Token);
        var readsBoth = http.WithKey((await http.CreateKeyAsync("keys:read", "channels:read")).Token);

        var ofKey = $"{Keys}/{keyId}?fields=*sales_channels";
        var ofChannel = $"/admin/sales-channels/{channel}?fields=*publishable_api_keys";

        Assert.Equal(("Web shop", null), Told((await readsKeys.GetAsync(ofKey)).Key));
        Assert.Equal(("Web shop", "Ours"), Told((await readsBoth.GetAsync(ofKey)).Key));
        Assert.Null((await readsChannels.GetAsync(ofChannel)).Body["sales_channel"]!["publishable_api_keys"]);
        Assert.NotNull((await readsBoth.GetAsync(ofChannel)).Body["sales_channel"]!["publishable_api_keys"]![0]!["id"]);

        static (string?, string?) Told(JsonNode key) =>
            ((string?)key["sales_channels"]![0]!["name"], (string?)key["sales_channels"]![0]!["description"]);
    }

    [Fact]
    public async Task A_key_whose_scopes_were_changed_has_the_new_ones_at_once()
    {
        var (id, token) = await http.CreateKeyAsync("keys:read");

        await http.Owner.PostAsync($"{Keys}/{id}", new { scopes = new[] { "channels:*" } });

        Assert.Equal(HttpStatusCode.Forbidden, (await http.WithKey(token).GetAsync(Keys)).Status);
        Assert.Equal(HttpStatusCode.OK, (await http.WithKey(token).GetAsync("/admin/sales-channels")).Status);
    }

    [Fact]
    public async Task A_key_made_without_scopes_may_do_all_and_a_publishable_one_has_none()
    {
        var secret = await http.Owner.CreateAsync();
        var publishable = await http.Owner.CreateAsync("Storefront", "publishable");

        Assert.Equal(["*"], await ScopesAsync(http.App, secret));
        Assert.Empty(await ScopesAsync(http.App, publishable));
    }

    [Theory]
    [InlineData("keys:read, channels:read", "keys:read,channels:read")]
    [InlineData("", "")]
    public async Task What_such_a_key_may_do_is_configured(string configured, string scopes)
    {
        using var app = AdminApplication.WithOwner(new Dictionary<string, string?> { ["Http:DefaultScopes"] = configured });
        var owner = await ApiClient.SignInAsync(app);

        var key = await owner.CreateAsync();

        Assert.Equal(scopes, string.Join(',', await ScopesAsync(app, key)));
    }

    [Fact]
    public async Task A_key_makes_none_that_may_more_than_itself()
    {
        var (_, token) = await http.CreateKeyAsync("keys:write", "orders:*");
        var key = http.WithKey(token);

        var within = await key.PostAsync(Keys, new { title = "Within", type = "secret", scopes = new[] { "orders:read", "keys:write" } });
        var publishable = await key.PostAsync(Keys, new { title = "Storefront", type = "publishable" });
        var unsaid = await key.PostAsync(Keys, new { title = "Unsaid", type = "secret" });
        var beyond = await key.PostAsync(Keys, new { title = "Beyond", type = "secret", scopes = new[] { "orders:read", "keys:*" } });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (within.Status, publishable.Status));
        AssertRefused(unsaid, "*");
        AssertRefused(beyond, "keys:*");
    }

    [Fact]
    public async Task A_key_widens_none_not_even_itself()
    {
        var (id, token) = await http.CreateKeyAsync("keys:write");
        var key = http.WithKey(token);

        var widened = await key.PostAsync($"{Keys}/{id}", new { scopes = new[] { "keys:write", "keys:read" } });
        var renamed = await key.PostAsync($"{Keys}/{id}", new { title = "Renamed" });

        AssertRefused(widened, "keys:read");
        Assert.Equal(HttpStatusCode.OK, renamed.Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await key.GetAsync(Keys)).Status);
    }

    [Fact]
    public async Task What_is_no_scope_is_bad_input_and_nothing_that_a_key_lacks()
    {
        var (id, token) = await http.CreateKeyAsync("keys:write");
        var key = http.WithKey(token);

        var made = await key.PostAsync(Keys, new { title = "Other", type = "secret", scopes = new[] { "no scope" } });
        var widened = await key.PostAsync($"{Keys}/{id}", new { scopes = new[] { "no scope" } });

        Assert.All([made, widened], answer =>
        {
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
            Assert.Contains("Field 'scopes'", answer.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_key_gets_no_secret_of_one_that_may_more_by_rolling_it()
    {
        var (strong, _) = await http.CreateKeyAsync("*");
        var (id, token) = await http.CreateKeyAsync("keys:write", "keys:admin");
        var key = http.WithKey(token);

        AssertRefused(await key.PostAsync($"{Keys}/{strong}/roll"), "*");
        Assert.Equal(HttpStatusCode.OK, (await key.PostAsync($"{Keys}/{id}/roll")).Status);
        Assert.Null((await http.Owner.GetAsync($"{Keys}/{strong}")).Key["revoked_at"]);
    }

    private static void AssertRefused(ApiAnswer answer, string scope)
    {
        Assert.Equal((HttpStatusCode.Forbidden, "forbidden"), (answer.Status, answer.Type));
        Assert.StartsWith($"A key can't give what it doesn't have: the scope {scope}.", answer.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> ScopesAsync(AdminApplication app, JsonNode key) =>
        (await app.Services.GetRequiredService<IApiKeyModuleService>().RetrieveAsync((string)key["id"]!, TestContext.Current.CancellationToken))!.Scopes;
}
