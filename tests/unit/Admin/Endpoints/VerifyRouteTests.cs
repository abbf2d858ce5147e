using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage.Recording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Verification for services that are not on .NET.</summary>
public sealed class VerifyRouteTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    private const string Verify = "/admin/api-keys/verify";

    [Fact]
    public async Task A_good_token_is_said_to_be_one_and_whose_it_is()
    {
        var made = await http.Owner.PostAsync(
            "/admin/api-keys", new { title = "Importer", type = "secret", scopes = new[] { "orders:*" }, expires_at = "2999-01-01T00:00:00Z" });
        var (_, service) = await http.CreateKeyAsync("keys:verify");

        var answer = await http.WithKey(service).PostAsync(Verify, new { token = (string?)made.Key["token"], type = "secret", scope = "orders:read" });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(
            [
                "valid", "code", "id", "type", "title", "redacted", "scopes", "sales_channel_ids", "created_by", "expires_at", "revoked_at",
            ],
            answer.Body.AsObject().Select(member => member.Key));
        Assert.Equal((true, "valid"), ((bool)answer.Body["valid"]!, (string?)answer.Body["code"]));
        Assert.All(["id", "type", "title", "redacted", "created_by"], name => Assert.Equal((string?)made.Key[name], (string?)answer.Body[name]));
        Assert.Equal("""["orders:*"]""", answer.Body["scopes"]!.ToJsonString());
        Assert.Equal("2999-01-01T00:00:00.000Z", (string?)answer.Body["expires_at"]);
        Assert.Null(answer.Body["revoked_at"]);
        Assert.DoesNotContain((string)made.Key["token"]!, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_no_good_is_said_to_be_none_with_its_code()
    {
        var (id, revoked) = await http.CreateKeyAsync("*");
        var (_, good) = await http.CreateKeyAsync("orders:read");
        var (_, publishable) = await http.CreatePublishableKeyAsync();
        await http.Owner.PostAsync($"/admin/api-keys/{id}/revoke");

        await AssertCodeAsync("revoked", new { token = revoked });
        await AssertCodeAsync("wrong_type", new { token = good, type = "publishable" });
        await AssertCodeAsync("wrong_type", new { token = publishable, type = "secret" });
        await AssertCodeAsync("insufficient_scope", new { token = good, scope = "orders:write" });
        await AssertCodeAsync("malformed", new { token = good[..^1] });
        await AssertCodeAsync("malformed", new { token = "" });
        await AssertCodeAsync("malformed", new { token = "\0" });
        await AssertCodeAsync("malformed", new { token = new string('x', 90_000) });
    }

    // As the dashboard and the report of a leak read it: a copied token often brings its line break along.
    [Theory]
    [InlineData("{0}\n")]
    [InlineData("\t {0}\r\n")]
    public async Task Blanks_around_a_token_are_not_part_of_it(string spelling)
    {
        var (_, token) = await http.CreateKeyAsync("orders:read");

        var answer = await http.Owner.PostAsync(Verify, new { token = spelling.Replace("{0}", token, StringComparison.Ordinal) });

        Assert.Equal("valid", (string?)answer.Body["code"]);
    }

    [Fact]
    public async Task Where_no_key_has_the_token_the_facts_are_null()
    {
        var (id, token) = await http.CreateKeyAsync("*");
        await http.Owner.PostAsync($"/admin/api-keys/{id}/revoke");
        await http.Owner.DeleteAsync($"/admin/api-keys/{id}");

        var malformed = await http.Owner.PostAsync(Verify, new { token = "nonsense" });
        var deleted = await http.Owner.PostAsync(Verify, new { token });

        Assert.Equal(
            """{"valid":false,"code":"malformed","id":null,"type":null,"title":null,"redacted":null,"scopes":null,"sales_channel_ids":null,"created_by":null,"expires_at":null,"revoked_at":null}""",
            malformed.Text);
        Assert.False((bool)deleted.Body["valid"]!);
    }

    [Fact]
    public async Task A_verification_notes_a_use_of_the_key_and_not_who_asked()
    {
        var (id, token) = await http.CreateKeyAsync("orders:read");

        await http.Owner.PostAsync(Verify, new { token });
        await http.App.Services.GetRequiredService<UseRecorder>().FlushAsync(TestContext.Current.CancellationToken);

        var usage = await http.App.Services.GetRequiredService<IApiKeyUsage>().ReadAsync([id], TestContext.Current.CancellationToken);
        Assert.NotNull((await http.Owner.GetAsync($"/admin/api-keys/{id}")).Key["last_used_at"]);
        Assert.All(usage[id].Callers, caller => Assert.False(caller.IsNamed));
    }

    [Fact]
    public async Task A_viewer_may_ask_and_a_key_that_only_reads_may_not()
    {
        var (_, token) = await http.CreateKeyAsync("keys:read", "keys:write");
        await http.App.AddPersonAsync("vera@example.com", AdminRoles.Viewer);
        var viewer = await http.SignInAsync("vera@example.com");

        Assert.Equal(HttpStatusCode.OK, (await viewer.PostAsync(Verify, new { token })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await http.WithKey(token).PostAsync(Verify, new { token })).Status);
    }

    [Theory]
    [InlineData("{}", "Field 'token' is required")]
    [InlineData("""{"token":null}""", "Expected type: 'string' for field 'token', got: 'null'")]
    [InlineData("""{"token":["sk_"]}""", "Expected type: 'string' for field 'token', got: 'array'")]
    [InlineData("""{"token":"\ud800"}""", "Expected type: 'string' for field 'token', got: 'broken text'")]
    [InlineData("""{"token":"x","type":"bogus"}""", "Expected: 'publishable, secret' for field 'type', but got: 'bogus'")]
    [InlineData("""{"token":"x","type":null}""", "Expected: 'publishable, secret' for field 'type', but got: 'null'")]
    [InlineData("""{"token":"x","scope":"Orders"}""", "Field 'scope': A scope is written resource:action, or * for all")]
    [InlineData("""{"token":"x","scope":["orders:read"]}""", "Expected type: 'string' for field 'scope', got: 'array'")]
    [InlineData("""{"token":"x","key":"y"}""", "Unrecognized fields: 'key'")]
    public async Task A_question_that_is_none_is_explained(string body, string problem)
    {
        var answer = await http.Owner.PostTextAsync(Verify, body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data", "Invalid request: " + problem), (answer.Status, answer.Type, answer.Message));
    }

    [Fact]
    public async Task While_keys_can_t_be_verified_nobody_is_told_that_theirs_is_bad()
    {
        using var app = AdminApplication.WithOwner(
            services: services => services.Replace(ServiceDescriptor.Singleton<IApiKeyVerifier, NoStore>()));
        var owner = await ApiClient.SignInAsync(app);
        var secret = ApiClient.Stranger(app);
        secret.Http.DefaultRequestHeaders.Add("X-Api-Key", "sk_shop_1");
        var storefront = ApiClient.Stranger(app);
        storefront.Http.DefaultRequestHeaders.Add("x-publishable-api-key", "pk_shop_1");

        var answers = new[]
        {
            await owner.PostAsync(Verify, new { token = "sk_shop_1" }),
            await owner.PostAsync("/api-keys/revoke", new { token = "sk_shop_1" }),
            await secret.GetAsync("/admin/api-keys"),
            await storefront.GetAsync("/store/regions"),
        };

        Assert.All(answers, answer => Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "store_unavailable"), (answer.Status, (string?)answer.Body["code"])));
        Assert.All(answers, answer => Assert.Equal(1, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
    }

    private async Task AssertCodeAsync(string code, object body)
    {
        var answer = await http.Owner.PostAsync(Verify, body);

        Assert.Equal((HttpStatusCode.OK, false, code), (answer.Status, (bool)answer.Body["valid"]!, (string?)answer.Body["code"]));
    }

    private sealed class NoStore : IApiKeyVerifier
    {
        public ValueTask<VerificationResult> VerifyAsync(string? token, ApiKeyType? requiredType, CancellationToken cancellationToken) =>
            ValueTask.FromResult(new VerificationResult(VerificationCode.StoreUnavailable));
    }
}
