using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>How keys end over HTTP, and the proof that they did.</summary>
public sealed class RevocationRoutesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Keys = "/admin/api-keys";

    [Fact]
    public async Task A_revocation_and_a_roll_answer_with_the_proof_beside_the_key()
    {
        var (revoked, rolled) = (await api.Owner.CreateAsync(), await api.Owner.CreateAsync());

        var revocation = await api.Owner.PostAsync($"{Keys}/{revoked["id"]}/revoke");
        var roll = await api.Owner.PostAsync($"{Keys}/{rolled["id"]}/roll");
        var read = await api.Owner.GetAsync($"{Keys}/{revoked["id"]}?fields=receipt");

        foreach (var receipt in new[] { revocation.Body["receipt"], roll.Body["receipt"], read.Key["receipt"] })
        {
            Assert.Equal(["revoked_at", "is_complete", "refused_since", "nodes_refusing", "nodes_total", "nodes"], receipt!.AsObject().Select(member => member.Key));
            Assert.True((bool)receipt["is_complete"]!);
            Assert.NotNull(receipt["refused_since"]);
        }

        Assert.Equal((string?)revocation.Key["revoked_at"], (string?)revocation.Body["receipt"]!["revoked_at"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("-1e300")]
    [InlineData("0.9")]
    public async Task Nothing_less_than_a_second_is_now(string seconds)
    {
        var key = await api.Owner.CreateAsync();

        var answer = await api.Owner.PostTextAsync($"{Keys}/{key["id"]}/revoke", $$"""{"revoke_in":{{seconds}}}""");

        Assert.Equal((string?)answer.Key["updated_at"], (string?)answer.Key["revoked_at"]);
    }

    [Fact]
    public async Task A_secret_key_that_is_revoked_can_t_be_again_and_one_that_will_be_can()
    {
        var path = $"{Keys}/{(await api.Owner.CreateAsync())["id"]}/revoke";

        var later = await api.Owner.PostAsync(path, new { revoke_in = 3600 });
        var sooner = await api.Owner.PostAsync(path, new { revoke_in = 60 });
        var now = await api.Owner.PostAsync(path);
        var again = await api.Owner.PostAsync(path);

        Assert.True(Time(sooner.Key) < Time(later.Key));
        Assert.True(Time(now.Key) < Time(sooner.Key));
        Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid_data", "There are 1 secret keys that are already revoked."), (again.Status, again.Type, again.Message));
    }

    [Fact]
    public async Task A_revoked_key_can_be_renamed_and_stays_revoked()
    {
        var path = $"{Keys}/{await IdAsync()}";
        var revoked = await api.Owner.PostAsync(path + "/revoke");

        var renamed = await api.Owner.PostAsync(path, new { title = "Was leaked" });

        Assert.Equal(("Was leaked", (string?)revoked.Key["revoked_at"]), ((string?)renamed.Key["title"], (string?)renamed.Key["revoked_at"]));
    }

    [Fact]
    public async Task A_publishable_key_that_is_revoked_stays_as_it_is_and_the_call_is_fine()
    {
        var path = $"{Keys}/{(await api.Owner.CreateAsync("Storefront", "publishable"))["id"]}/revoke";

        var first = await api.Owner.PostAsync(path);
        var again = await api.Owner.PostAsync(path, new { revoke_in = 60 });

        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(first.Key.ToJsonString(), again.Key.ToJsonString());
        Assert.NotNull(again.Body["receipt"]);
    }

    [Fact]
    public async Task Several_keys_are_revoked_together_or_not_at_all()
    {
        var ids = new[] { await IdAsync(), await IdAsync() };

        var refused = await api.Owner.PostAsync(Keys + "/revoke", new { ids = ids.Append("apk_none") });
        var stillAlive = (await api.Owner.GetAsync($"{Keys}/{ids[0]}")).Key["revoked_at"];
        var revoked = await api.Owner.PostAsync(Keys + "/revoke?fields=revoked_at", new { ids = ids.Append(ids[0]), revoke_in = 0 });
        var again = await api.Owner.PostAsync(Keys + "/revoke", new { ids });

        Assert.Equal((HttpStatusCode.NotFound, "API Key with id: apk_none was not found"), (refused.Status, refused.Message));
        Assert.Null(stillAlive);
        Assert.Equal(ids, revoked.Body["api_keys"]!.AsArray().Select(key => (string)key!["id"]!));
        Assert.All(revoked.Body["api_keys"]!.AsArray(), key => Assert.NotNull(key!["revoked_at"]));
        Assert.Equal(ids, revoked.Body["receipts"]!.AsArray().Where(proof => (bool)proof!["receipt"]!["is_complete"]!).Select(proof => (string)proof!["id"]!));
        Assert.Equal($"There are 2 secret keys that are already revoked. Refused because of {ids[0]}, {ids[1]}.", again.Message);
    }

    [Fact]
    public async Task Several_unknown_keys_are_all_named()
    {
        var answer = await api.Owner.PostAsync(Keys + "/revoke", new { ids = new[] { "apk_a", "apk_b" } });

        Assert.Equal((HttpStatusCode.NotFound, "API Keys with ids: apk_a, apk_b were not found"), (answer.Status, answer.Message));
    }

    // The contract counts them. Of a thousand the caller has to know which.
    [Fact]
    public async Task Key_that_a_bulk_act_was_refused_for_is_named()
    {
        var (alive, dead) = (await IdAsync(), await IdAsync());
        await api.Owner.PostAsync($"{Keys}/{dead}/revoke");

        var revoked = await api.Owner.PostAsync(Keys + "/revoke", new { ids = new[] { alive, dead } });
        var unknown = await api.Owner.PostAsync(Keys + "/revoke", new { ids = new[] { alive, "phony", "sk_shop_Abcd", "two words" } });

        Assert.Equal(
            (HttpStatusCode.BadRequest, $"There are 1 secret keys that are already revoked. Refused because of {dead}."), (revoked.Status, revoked.Message));
        Assert.Equal(
            (HttpStatusCode.NotFound, "API Keys with ids: phony, (not an id), (not an id) were not found"), (unknown.Status, unknown.Message));
        Assert.Null((await api.Owner.GetAsync($"{Keys}/{alive}")).Key["revoked_at"]);
    }

    [Theory]
    [InlineData(3, null, "The new key has the expiry of the old one, which is less than a minute away.")]
    [InlineData(3600, null, null)]
    [InlineData(null, 3, "The old key ends in less than a minute, sooner than revoke_in says")]
    [InlineData(null, 3600, null)]
    [InlineData(null, null, null)]
    public async Task Roll_of_a_key_that_ends_in_seconds_says_so(int? expiresIn, int? revokedIn, string? warning)
    {
        var now = api.App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var expiresAt = expiresIn is { } seconds ? now.AddSeconds(seconds).ToString("O", CultureInfo.InvariantCulture) : null;
        var old = (await api.Owner.PostAsync(Keys, new { title = "Old", type = "secret", expires_at = expiresAt })).Key;
        if (revokedIn is not null)
        {
            await api.Owner.PostAsync($"{Keys}/{old["id"]}/revoke", new { revoke_in = revokedIn });
        }

        var rolled = await api.Owner.PostAsync($"{Keys}/{old["id"]}/roll", new { revoke_in = 1800 });

        Assert.Equal(["api_key", "expires_at", "old_key_ends_at", "warning", "receipt"], rolled.Body.AsObject().Select(member => member.Key));
        Assert.StartsWith(warning ?? "", (string?)rolled.Body["warning"] ?? "", StringComparison.Ordinal);
        Assert.Equal(warning is null, rolled.Body["warning"] is null);
        Assert.Equal(expiresIn is null, rolled.Body["expires_at"] is null);
        Assert.NotNull(rolled.Body["old_key_ends_at"]);
    }

    [Theory]
    [InlineData("{}", "Field 'ids' is required")]
    [InlineData("""{"ids":[]}""", "Give 1 to 1000 keys at once, not 0.")]
    [InlineData("""{"ids":null}""", "for field 'ids', got: 'null'")]
    [InlineData("""{"ids":"apk_1"}""", "Expected type: 'array' for field 'ids', got: 'apk_1'")]
    [InlineData("""{"ids":[1]}""", "Expected type: 'string' for field 'ids, 0', got: '1'")]
    [InlineData("""{"ids":["apk_1",""]}""", "Field 'ids, 1': Say which key by its id.")]
    [InlineData("""{"ids":[" "]}""", "Field 'ids, 0': Say which key by its id.")]
    [InlineData("""{"ids":["apk_1"],"reason":"x"}""", "Unrecognized fields: 'reason'")]
    [InlineData("""{"ids":["apk_1"],"revoke_in":"60"}""", "Expected type: 'number' for field 'revoke_in', got: '60'")]
    public async Task What_can_t_be_revoked_together_is_explained(string body, string problem)
    {
        var answer = await api.Owner.PostTextAsync(Keys + "/revoke", body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
        Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_thousand_at_once_are_refused()
    {
        var answer = await api.Owner.PostAsync(Keys + "/revoke", new { ids = Enumerable.Range(0, 1001).Select(number => $"apk_{number}") });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData("does-not-exist")]
    [InlineData("apk_01KAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_deletion_of_what_is_not_there_is_done_already(string id)
    {
        var answer = await api.Owner.DeleteAsync($"{Keys}/{id}");

        Assert.Equal($$"""{"id":"{{id}}","object":"api_key","deleted":true}""", answer.Text);
    }

    [Fact]
    public async Task A_key_that_will_be_revoked_is_not_deleted()
    {
        var id = await IdAsync();
        await api.Owner.PostAsync($"{Keys}/{id}/revoke", new { revoke_in = 3600 });

        var answer = await api.Owner.DeleteAsync($"{Keys}/{id}");

        Assert.Equal((HttpStatusCode.BadRequest, $"Cannot delete api keys that are not revoked - {id}"), (answer.Status, answer.Message));
    }

    private static DateTimeOffset Time(JsonNode key) => (DateTimeOffset)key["revoked_at"]!;

    private async Task<string> IdAsync() => (string)(await api.Owner.CreateAsync())["id"]!;
}
