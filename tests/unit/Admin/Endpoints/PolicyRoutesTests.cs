using System.Net;
using System.Text;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

public sealed class PolicyRoutesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Policies = "/admin/policies";

    [Fact]
    public async Task Owner_sets_a_policy_and_reads_it()
    {
        var set = await api.Owner.PostAsync(Policies, new { publishable_key_lifetime = new { max_days = 400, default_days = 30 } });
        await api.Owner.PostAsync(Policies, new { caller_addresses = new { visible_to = "managers" } });
        await api.Owner.PostAsync(Policies, new { scope_grants = new { scopes = new[] { "orders:*" } } });
        var read = (await api.Owner.GetAsync(Policies)).Body["policies"]!;

        Assert.Equal(HttpStatusCode.OK, set.Status);
        Assert.Equal("""{"max_days":400,"default_days":30}""", read["publishable_key_lifetime"]!.ToJsonString());
        Assert.Equal("managers", (string?)read["caller_addresses"]!["visible_to"]);
        Assert.Equal("""["orders:*"]""", read["scope_grants"]!["scopes"]!.ToJsonString());
        Assert.Equal("""{"after_days":null,"notice_days":7}""", read["idle_revocation"]!.ToJsonString());
        foreach (var policy in (string[])["caller_addresses", "publishable_key_lifetime", "scope_grants"])
        {
            Assert.StartsWith("user_", (string?)read["changes"]![policy]?["by"], StringComparison.Ordinal);
        }

        Assert.Null(read["changes"]!["idle_revocation"]);
    }

    [Fact]
    public async Task New_key_without_expires_at_gets_the_policy_s_expiry_and_null_is_refused()
    {
        await api.Owner.PostAsync(Policies, new { secret_key_lifetime = new { max_days = 90, default_days = 30 } });
        try
        {
            var created = await api.Owner.PostAsync("/admin/api-keys", new { title = "Till", type = "secret" });
            var never = await api.Owner.PostAsync("/admin/api-keys", new { title = "Till", type = "secret", expires_at = (string?)null });
            var key = await api.Owner.GetAsync($"/admin/api-keys/{(string?)created.Body["api_key"]!["id"]}?fields=%2Bexpires_at");

            Assert.NotNull((string?)key.Body["api_key"]!["expires_at"]);
            Assert.Equal(HttpStatusCode.BadRequest, never.Status);
            Assert.Contains("Field 'expires_at': By a policy of", never.Message, StringComparison.Ordinal);
        }
        finally
        {
            await api.Owner.PostAsync(Policies, new { secret_key_lifetime = new { } });
        }
    }

    [Theory]
    [InlineData("""{"secret_key_lifetime":{"max_days":0}}""", "Field 'secret_key_lifetime, max_days': Give 1 to 3,650 days.")]
    [InlineData("""{"idle_revocation":{"after_days":30,"notice_days":30}}""", "Field 'idle_revocation, notice_days': The notice is given less than 30 days before the revocation.")]
    [InlineData("""{}""", "Give exactly one policy.")]
    [InlineData("""{"usage_retention":{"days":1},"scope_grants":{}}""", "Give exactly one policy.")]
    public async Task Invalid_policy_is_refused_with_its_member(string body, string message)
    {
        var refused = await api.Owner.PostTextAsync(Policies, body);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"usage_retention":{"day":1}}""")]
    [InlineData("""{"usage_retention":{"days":"1"}}""")]
    [InlineData("""{"usage_retention":null}""")]
    [InlineData("""{"caller_addresses":{"visible_to":"nobody"}}""")]
    [InlineData("""{"caller_addresses":{"visible_to":1}}""")]
    public async Task Body_that_is_no_policy_is_refused(string body)
    {
        var refused = await api.Owner.PostTextAsync(Policies, body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (refused.Status, refused.Type));
    }

    [Fact]
    public async Task Key_with_every_scope_reads_policies_and_cannot_change_them()
    {
        var created = await api.Owner.PostAsync("/admin/api-keys", new { title = "All", type = "secret", scopes = new[] { "*" } });
        var key = ApiClient.Stranger(api.App);
        key.Http.DefaultRequestHeaders.Add("Authorization", "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes((string?)created.Body["api_key"]!["token"] + ":")));

        var read = await key.GetAsync(Policies);
        var set = await key.PostAsync(Policies, new { usage_retention = new { days = 5 } });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden, "An API key can't set policies. An owner can."), (read.Status, set.Status, set.Message));
    }
}
