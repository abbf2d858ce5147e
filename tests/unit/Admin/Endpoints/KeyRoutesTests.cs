using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>The life of keys over HTTP.</summary>
public sealed class KeyRoutesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] Always =
    [
        "created_at", "created_by", "id", "last_used_at", "redacted", "revoked_at", "revoked_by", "title", "token", "type", "updated_at",
    ];

    [Fact]
    public async Task A_new_secret_is_in_the_answer_and_in_no_later_one()
    {
        var answer = await api.Owner.PostAsync("/admin/api-keys", new { title = "Importer", type = "secret" });

        var token = (string)answer.Key["token"]!;
        Assert.True(ApiKeyToken.TryParse(token, out _));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(Always.Append("deleted_at").Order(), Names(answer.Key));
        Assert.Equal(VerificationCode.Valid, await VerifyAsync(token));

        var read = await api.Owner.GetAsync($"/admin/api-keys/{answer.Key["id"]}");
        var listed = await api.Owner.GetAsync($"/admin/api-keys?id={answer.Key["id"]}");
        Assert.Equal("", (string?)read.Key["token"]);
        Assert.Equal(Always.Append("sales_channels").Order(), Names(read.Key));
        Assert.Equal(1, (int)listed.Body["count"]!);
        Assert.DoesNotContain(token, read.Text + listed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publishable_token_is_in_every_answer()
    {
        var created = await api.Owner.CreateAsync("Storefront", "publishable");

        var read = await api.Owner.GetAsync($"/admin/api-keys/{created["id"]}");

        Assert.StartsWith("pk_", (string?)created["token"], StringComparison.Ordinal);
        Assert.Equal((string?)created["token"], (string?)read.Key["token"]);
        Assert.Equal("publishable", (string?)read.Key["type"]);
    }

    [Fact]
    public async Task What_goes_beyond_the_reference_is_stored()
    {
        var answer = await api.Owner.PostAsync(
            "/admin/api-keys",
            new { title = "Importer", type = "secret", description = "Nightly", scopes = new[] { "orders:read" }, expires_at = "2999-01-01T00:00:00+01:00" });

        var key = await ReadAsync(answer.Key);
        Assert.Equal(("Nightly", new DateTimeOffset(2998, 12, 31, 23, 0, 0, TimeSpan.Zero)), (key.Description, key.ExpiresAt));
        Assert.Equal(["orders:read"], key.Scopes);
    }

    [Fact]
    public async Task A_key_is_renamed()
    {
        var key = await api.Owner.CreateAsync("Old");

        var answer = await api.Owner.PostAsync($"/admin/api-keys/{key["id"]}", new { title = "New" });

        Assert.Equal("New", (string?)answer.Key["title"]);
    }

    [Fact]
    public async Task What_goes_beyond_the_reference_is_changed_without_a_title()
    {
        var answer = await api.Owner.PostAsync(
            "/admin/api-keys", new { title = "Importer", type = "secret", description = "Nightly", scopes = new[] { "orders:read" } });

        await api.Owner.PostAsync($"/admin/api-keys/{answer.Key["id"]}", new { description = (string?)null, scopes = new[] { "*" } });

        var key = await ReadAsync(answer.Key);
        Assert.Equal(("Importer", ""), (key.Title, key.Description));
        Assert.Equal(["*"], key.Scopes);
    }

    [Fact]
    public async Task An_expiry_is_set_left_alone_and_removed_with_null()
    {
        var answer = await api.Owner.PostAsync("/admin/api-keys", new { title = "Importer", type = "secret" });
        var route = $"/admin/api-keys/{answer.Key["id"]}";

        await api.Owner.PostAsync(route, new { expires_at = "2999-01-01T00:00:00+01:00" });
        Assert.Equal(new DateTimeOffset(2998, 12, 31, 23, 0, 0, TimeSpan.Zero), (await ReadAsync(answer.Key)).ExpiresAt);
        await api.Owner.PostAsync(route, new { title = "Night importer" });
        Assert.NotNull((await ReadAsync(answer.Key)).ExpiresAt);
        await api.Owner.PostAsync(route, new { expires_at = (string?)null });

        Assert.Null((await ReadAsync(answer.Key)).ExpiresAt);
    }

    [Theory]
    [InlineData("""{"expires_at":"soon"}""", "for field 'expires_at', got: 'soon'")]
    [InlineData("""{"expires_at":"2001-01-01T00:00:00Z"}""", "Field 'expires_at': The expiry lies in the past.")]
    [InlineData("""{"scopes":"*"}""", "for field 'scopes', got: '*'")]
    [InlineData("""{"scopes":["orders:read","Orders"]}""", "Field 'scopes': A scope is written resource:action, or * for all")]
    public async Task A_change_that_can_t_be_made_names_its_field(string body, string problem)
    {
        var key = await api.Owner.CreateAsync();

        var answer = await api.Owner.PostTextAsync($"/admin/api-keys/{key["id"]}", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_key_is_refused_another_expiry()
    {
        var key = await api.Owner.CreateAsync();
        await api.Owner.PostAsync($"/admin/api-keys/{key["id"]}/revoke");

        var answer = await api.Owner.PostAsync($"/admin/api-keys/{key["id"]}", new { expires_at = "2999-01-01T00:00:00Z" });

        Assert.Equal((HttpStatusCode.BadRequest, "not_allowed"), (answer.Status, (string?)answer.Body["type"]));
        Assert.Contains("a new expiry doesn't make an ended key active again", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_dead_and_names_who_revoked_it()
    {
        var key = await api.Owner.CreateAsync();

        var answer = await api.Owner.PostAsync($"/admin/api-keys/{key["id"]}/revoke");

        Assert.NotNull(answer.Key["revoked_at"]);
        Assert.Equal((string?)key["created_by"], (string?)answer.Key["revoked_by"]);
        Assert.Equal(VerificationCode.Revoked, await VerifyAsync((string)key["token"]!));
    }

    [Fact]
    public async Task A_revocation_is_scheduled_in_whole_seconds_and_called_off()
    {
        var key = await api.Owner.CreateAsync();

        var scheduled = await api.Owner.PostAsync($"/admin/api-keys/{key["id"]}/revoke", new { revoke_in = 90.7 });
        var calledOff = await api.Owner.PostAsync($"/admin/api-keys/{key["id"]}/cancel-revocation");

        Assert.Equal(TimeSpan.FromSeconds(90), Time(scheduled.Key, "revoked_at") - Time(scheduled.Key, "updated_at"));
        Assert.Null(calledOff.Key["revoked_at"]);
        Assert.Equal(VerificationCode.Valid, await VerifyAsync((string)key["token"]!));
    }

    [Fact]
    public async Task A_rolled_key_gives_way_to_a_replacement_with_a_token_of_its_own()
    {
        var old = await api.Owner.CreateAsync();

        var rolled = await api.Owner.PostAsync($"/admin/api-keys/{old["id"]}/roll");

        Assert.NotEqual((string?)old["id"], (string?)rolled.Key["id"]);
        Assert.Equal(VerificationCode.Valid, await VerifyAsync((string)rolled.Key["token"]!));
        Assert.Equal(VerificationCode.Revoked, await VerifyAsync((string)old["token"]!));
    }

    [Fact]
    public async Task A_rolled_key_can_go_on_for_a_while()
    {
        var old = await api.Owner.CreateAsync();

        await api.Owner.PostAsync($"/admin/api-keys/{old["id"]}/roll", new { revoke_in = 3600 });

        Assert.Equal(VerificationCode.Valid, await VerifyAsync((string)old["token"]!));
        Assert.NotNull((await api.Owner.GetAsync($"/admin/api-keys/{old["id"]}")).Key["revoked_at"]);
    }

    [Fact]
    public async Task A_pending_key_of_the_dashboard_is_activated()
    {
        var pending = await api.App.Services.GetRequiredService<IApiKeyModuleService>().CreateAsync(
            new CreateApiKeyRequest { Title = "Importer", Type = ApiKeyType.Secret, AwaitConfirmation = true },
            new Actor("user_1"),
            cancellationToken: TestContext.Current.CancellationToken);

        var answer = await api.Owner.PostAsync($"/admin/api-keys/{pending.Value!.Key.Id}/activate");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(VerificationCode.Valid, await VerifyAsync(pending.Value.Token!.Reveal()));
    }

    [Fact]
    public async Task Only_what_is_revoked_is_deleted_and_a_delete_can_be_repeated()
    {
        var key = await api.Owner.CreateAsync();
        var path = $"/admin/api-keys/{key["id"]}";

        var tooEarly = await api.Owner.DeleteAsync(path);
        await api.Owner.PostAsync(path + "/revoke");
        var deleted = await api.Owner.DeleteAsync(path);
        var again = await api.Owner.DeleteAsync(path);

        Assert.Equal((HttpStatusCode.BadRequest, "not_allowed"), (tooEarly.Status, tooEarly.Type));
        Assert.Equal($"Cannot delete api keys that are not revoked - {key["id"]}", tooEarly.Message);
        Assert.Equal($$"""{"id":"{{key["id"]}}","object":"api_key","deleted":true}""", deleted.Text);
        Assert.Equal(deleted.Text, again.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await api.Owner.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_second_revocation_is_refused()
    {
        var key = await api.Owner.CreateAsync();
        await api.Owner.PostAsync($"/admin/api-keys/{key["id"]}/revoke");

        var again = await api.Owner.PostAsync($"/admin/api-keys/{key["id"]}/revoke", new { revoke_in = 60 });

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (again.Status, again.Type));
        Assert.Equal(VerificationCode.Revoked, await VerifyAsync((string)key["token"]!));
    }

    [Theory]
    [InlineData("does-not-exist", "does-not-exist")]
    [InlineData("1", "1")]
    [InlineData("sk_shop_abcd", "(not an id)")]
    [InlineData("a%20b", "(not an id)")]
    [InlineData("%F0%9F%94%91", "(not an id)")]
    public async Task What_is_no_id_is_said_back_where_it_can_be_no_token(string id, string shown)
    {
        var answer = await api.Owner.GetAsync("/admin/api-keys/" + id);

        Assert.Equal((HttpStatusCode.NotFound, $"API Key with id: {shown} was not found"), (answer.Status, answer.Message));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", "/sales-channels")]
    [InlineData("", "/revoke")]
    [InlineData("", "/roll")]
    [InlineData("", "/activate")]
    [InlineData("", "/cancel-revocation")]
    [InlineData("", "/abort-roll")]
    [InlineData("GET", "")]
    public async Task An_unknown_key_is_said_to_be_one(string method, string act)
    {
        var path = $"/admin/api-keys/apk_01KAAAAAAAAAAAAAAAAAAAAAAA{act}";

        var answer = method == "GET" ? await api.Owner.GetAsync(path) : await api.Owner.PostAsync(path, act.Length == 0 ? new { title = "New" } : null);

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.Status, answer.Type));
        Assert.Equal("API Key with id: apk_01KAAAAAAAAAAAAAAAAAAAAAAA was not found", answer.Message);
    }

    private static IEnumerable<string> Names(JsonNode key) => key.AsObject().Select(member => member.Key).Order();

    private static DateTimeOffset Time(JsonNode key, string name) => (DateTimeOffset)key[name]!;

    private async Task<ApiKeyDetails> ReadAsync(JsonNode key) =>
        (await api.App.Services.GetRequiredService<IApiKeyModuleService>().RetrieveAsync((string)key["id"]!, TestContext.Current.CancellationToken))!;

    private async Task<VerificationCode> VerifyAsync(string token) =>
        (await api.App.Services.GetRequiredService<IApiKeyVerifier>().VerifyAsync(token, requiredType: null, TestContext.Current.CancellationToken)).Code;
}
