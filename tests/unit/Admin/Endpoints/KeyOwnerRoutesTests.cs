using System.Net;
using System.Text;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Who answers for a key, over HTTP.</summary>
public sealed class KeyOwnerRoutesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task User_who_creates_a_key_owns_it_unless_the_request_gives_it_to_the_store()
    {
        var mine = await OwnerAsync(await api.Owner.PostAsync("/admin/api-keys", new { title = "Till", type = "secret" }));
        var stores = await OwnerAsync(await api.Owner.PostAsync("/admin/api-keys", new { title = "Till", type = "secret", owned_by = (string?)null }));

        Assert.StartsWith("user_", mine, StringComparison.Ordinal);
        Assert.Null(stores);
    }

    [Fact]
    public async Task Key_that_a_key_creates_belongs_to_the_store()
    {
        var caller = await api.Owner.PostAsync("/admin/api-keys", new { title = "Automation", type = "secret", scopes = new[] { "*" } });
        var client = ApiClient.Stranger(api.App);
        client.Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{caller.Key["token"]}:")));

        Assert.Null(await OwnerAsync(await client.PostAsync("/admin/api-keys", new { title = "Till", type = "secret" })));
    }

    [Fact]
    public async Task Owner_is_changed_alone_and_found_by()
    {
        var created = await api.Owner.PostAsync("/admin/api-keys", new { title = "Till", type = "secret", owned_by = (string?)null });
        var me = (string)created.Key["created_by"]!;
        var path = $"/admin/api-keys/{created.Key["id"]}";

        var taken = await api.Owner.PostAsync(path + "?fields=%2Bowned_by", new { owned_by = me });
        var found = await api.Owner.GetAsync($"/admin/api-keys?owned_by={me}&id={created.Key["id"]}");
        var given = await api.Owner.PostAsync(path + "?fields=%2Bowned_by", new { owned_by = (string?)null });

        Assert.Equal((me, 1, null), ((string?)taken.Key["owned_by"], (int)found.Body["count"]!, (string?)given.Key["owned_by"]));
    }

    [Theory]
    [InlineData("user_01NOBODY")]
    [InlineData("")]
    [InlineData("apk_01")]
    public async Task Owner_who_is_no_person_that_can_sign_in_is_refused(string owner)
    {
        var key = await api.Owner.CreateAsync("Till");

        var created = await api.Owner.PostAsync("/admin/api-keys", new { title = "Till", type = "secret", owned_by = owner });
        var updated = await api.Owner.PostAsync($"/admin/api-keys/{key["id"]}", new { owned_by = owner });

        Assert.All(
            [created, updated],
            refused => Assert.Equal(
                (HttpStatusCode.BadRequest, "Invalid request: Field 'owned_by': An owner is a person who can sign in, given by the ID. Name one, or leave the key to the store."),
                (refused.Status, refused.Message)));
    }

    private async Task<string?> OwnerAsync(ApiAnswer created)
    {
        Assert.Equal(HttpStatusCode.OK, created.Status);
        return (string?)(await api.Owner.GetAsync($"/admin/api-keys/{created.Key["id"]}?fields=%2Bowned_by")).Key["owned_by"];
    }
}
