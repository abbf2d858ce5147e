using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.UnitTests.Infrastructure;
using CsCheck;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>What answers show is the caller's choice, and never a secret.</summary>
public sealed class FieldsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Keys = "/admin/api-keys";
    private const string Twelve = "id,title,token,redacted,type,last_used_at,created_at,updated_at,created_by,revoked_at,revoked_by,sales_channels";

    [Theory]
    [InlineData("", Twelve)]
    [InlineData("?fields=", Twelve)]
    [InlineData("?fields=,%20,", Twelve)]
    [InlineData("?fields=title", "id,title")]
    [InlineData("?fields=title,token", "id,title,token")]
    [InlineData("?fields=token", "id,token")]
    [InlineData("?fields=id", "id")]
    [InlineData("?fields=-id", Twelve)]
    [InlineData("?fields=-title,-token,-sales_channels", "id,redacted,type,last_used_at,created_at,updated_at,created_by,revoked_at,revoked_by")]
    [InlineData("?fields=%2Bscopes,%2Bexpires_at", "id,title,token,redacted,type,last_used_at,created_at,updated_at,created_by,revoked_at,revoked_by,scopes,expires_at,sales_channels")]
    [InlineData("?fields=+deleted_at", "id,title,token,redacted,type,last_used_at,created_at,updated_at,created_by,revoked_at,revoked_by,deleted_at,sales_channels")]
    [InlineData("?fields=title,+scopes", "id,title,scopes")]
    [InlineData("?fields=title,-title", "id")]
    [InlineData("?fields=salt,digest,hash,public_token,constructor", "id")]
    [InlineData("?fields=%2Bsalt,%2Bdigest,-none", Twelve)]
    [InlineData("?fields=sales_channels.name", "id,sales_channels")]
    [InlineData("?fields=title,status", "id,title,status")]
    [InlineData("?fields=-", Twelve)]
    public async Task A_key_shows_what_was_asked_for(string query, string members)
    {
        var key = await api.Owner.CreateAsync();

        var one = await api.Owner.GetAsync($"{Keys}/{key["id"]}{query}");
        var listed = await api.Owner.GetAsync($"{Keys}{(query.Length == 0 ? "?" : query + "&")}id={key["id"]}");
        var updated = await api.Owner.PostAsync($"{Keys}/{key["id"]}{query}", new { title = "Importer" });

        Assert.Equal(members, Names(one.Key));
        Assert.Equal(members, Names(listed.Body["api_keys"]![0]!));
        Assert.Equal(members, Names(updated.Key));
    }

    [Theory]
    [InlineData("", "id,first_name,last_name,email,avatar_url,metadata,created_at,updated_at,deleted_at")]
    [InlineData("?fields=email", "id,email")]
    [InlineData("?fields=email,+last_name", "id,last_name,email")]
    [InlineData("?fields=-metadata,-avatar_url,-id", "id,first_name,last_name,email,created_at,updated_at,deleted_at")]
    [InlineData("?fields=password_hash,security_stamp,display_name,two_factor_enabled", "id")]
    public async Task A_person_shows_what_was_asked_for(string query, string members)
    {
        var me = await api.Owner.GetAsync("/admin/users/me" + query);
        var named = await api.Owner.GetAsync($"/admin/users/{me.Body["user"]!["id"]}{query}");

        Assert.Equal(members, Names(me.Body["user"]!));
        Assert.Equal(me.Text, named.Text);
    }

    [Theory]
    [InlineData("*sales_channels", "id,name,description,is_disabled,created_at,updated_at,deleted_at,metadata")]
    [InlineData("sales_channels.*", "id,name,description,is_disabled,created_at,updated_at,deleted_at,metadata")]
    [InlineData("title,*sales_channels", "id,name,description,is_disabled,created_at,updated_at,deleted_at,metadata")]
    [InlineData("sales_channels.name", "id,name")]
    [InlineData("%2Bsales_channels.is_disabled", "id,name,is_disabled")]
    [InlineData("-sales_channels.name", "id")]
    [InlineData("sales_channels.metadata", "id,metadata")]
    [InlineData("title", null)]
    public async Task Channels_show_what_was_asked_for(string fields, string? members)
    {
        var channel = (string)(await api.Owner.PostAsync("/admin/sales-channels", new { name = "Web shop" })).Body["sales_channel"]!["id"]!;
        var key = await api.Owner.CreateAsync("Storefront", "publishable");

        var linked = await api.Owner.PostAsync($"{Keys}/{key["id"]}/sales-channels?fields={fields}", new { add = new[] { channel } });
        var read = await api.Owner.GetAsync($"{Keys}/{key["id"]}?fields={fields}");

        foreach (var answer in new[] { linked, read })
        {
            Assert.Equal(members, answer.Key["sales_channels"] is { } channels ? Names(channels[0]!) : null);
        }
    }

    [Fact]
    public async Task On_a_creation_they_are_taken_and_change_nothing()
    {
        var answer = await api.Owner.PostAsync(Keys + "?fields=title", new { title = "Importer", type = "secret" });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.StartsWith("sk_", (string?)answer.Key["token"], StringComparison.Ordinal);
        Assert.Equal("id,title,token,redacted,type,last_used_at,created_at,updated_at,created_by,revoked_at,revoked_by,deleted_at", Names(answer.Key));
    }

    [Fact]
    public async Task On_a_deletion_they_are_unknown()
    {
        var answer = await api.Owner.DeleteAsync($"{Keys}/apk_1?fields=id");

        Assert.Contains("Unrecognized fields: 'fields'", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scopes_expiry_and_description_are_told_where_asked_for()
    {
        var created = await api.Owner.PostAsync(
            Keys, new { title = "Importer", type = "secret", description = "Nightly", scopes = new[] { "orders:read" }, expires_at = "2999-01-01T00:00:00Z" });

        var key = (await api.Owner.GetAsync($"{Keys}/{created.Key["id"]}?fields=description,scopes,expires_at,status,replaces_id")).Key;

        Assert.Equal(
            """{"description":"Nightly","scopes":["orders:read"],"status":"active","expires_at":"2999-01-01T00:00:00.000Z","replaces_id":null}""",
            new JsonObject(key.AsObject().Where(member => member.Key != "id").Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString());
    }

    [Fact]
    public async Task No_list_of_fields_shows_anything_of_a_secret()
    {
        var created = await api.Owner.CreateAsync();
        var (token, path) = ((string)created["token"]!, $"{Keys}/{created["id"]}?fields=");
        var entry = Gen.OneOf(
            Gen.OneOf("token", "+token", "*", "+*", "*token", "token.*", "-type", "-id", "type", "salt", "digest", "sales_channels.token", "publishable_api_keys.token", ".*", "receipt"),
            Gen.String[0, 8]);

        await entry.Array[0, 5].SampleAsync(
            async entries =>
            {
                var answer = await api.Owner.GetAsync(path + Uri.EscapeDataString(string.Join(',', entries)).Replace("%2B", "+", StringComparison.Ordinal));

                Assert.DoesNotContain(token[12..], answer.Text, StringComparison.Ordinal);
                Assert.True(answer.Status == HttpStatusCode.BadRequest || (string?)answer.Key["token"] is null or "", answer.Text);
                Assert.True(answer.Status == HttpStatusCode.BadRequest || answer.Key["id"] is not null, answer.Text);
            },
            iter: 300,
            threads: 1);
    }

    private static string Names(JsonNode thing) => string.Join(',', thing.AsObject().Select(member => member.Key));
}
