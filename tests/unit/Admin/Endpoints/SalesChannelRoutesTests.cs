using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

public sealed class SalesChannelRoutesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Channels = "/admin/sales-channels";

    private readonly ApiClient _owner = api.Owner;

    [Fact]
    public async Task A_channel_is_made_and_listed()
    {
        var made = await _owner.PostAsync(Channels, new { name = "Kiosk north", metadata = new { region = "eu" } });
        await CreateAsync("Till");

        var found = (await _owner.GetAsync(Channels + "?q=kiosk&is_disabled=false&order=-name")).Body;

        Assert.Equal(
            ["created_at", "deleted_at", "description", "id", "is_disabled", "metadata", "name", "updated_at"],
            made.Body["sales_channel"]!.AsObject().Select(member => member.Key).Order());
        Assert.StartsWith("sc_", (string?)made.Body["sales_channel"]!["id"], StringComparison.Ordinal);
        Assert.Equal("eu", (string?)found["sales_channels"]![0]!["metadata"]!["region"]);
        Assert.Equal((1, 0, 20), ((int)found["count"]!, (int)found["offset"]!, (int)found["limit"]!));
    }

    [Fact]
    public async Task A_channel_is_read_changed_and_cleared()
    {
        var path = $"{Channels}/{await CreateAsync("Web shop")}";

        var changed = await _owner.PostAsync(path, new { name = "Shop", description = "For Europe", is_disabled = true, metadata = new { a = 1 } });
        var cleared = await _owner.PostAsync(path, new { description = (string?)null, metadata = (object?)null });
        var same = await _owner.PostAsync(path);

        Assert.Equal("""{"name":"Shop","description":"For Europe","is_disabled":true,"metadata":{"a":1}}""", Facts(changed));
        Assert.Equal("""{"name":"Shop","description":null,"is_disabled":true,"metadata":null}""", Facts(cleared));
        Assert.Equal(Facts(cleared), Facts(same));
        Assert.Equal(Facts(cleared), Facts(await _owner.GetAsync(path)));
    }

    [Fact]
    public async Task A_new_channel_has_the_contract_s_defaults()
    {
        var made = await _owner.PostAsync(Channels, new { name = "Web shop", description = (string?)null, metadata = (object?)null });

        Assert.Equal("""{"name":"Web shop","description":null,"is_disabled":false,"metadata":null}""", Facts(made));
        Assert.Null(made.Body["sales_channel"]!["deleted_at"]);
    }

    [Fact]
    public async Task An_unknown_channel_is_said_to_be_one_in_the_contract_s_words()
    {
        var read = await _owner.GetAsync(Channels + "/sc_none");
        var changed = await _owner.PostAsync(Channels + "/sc_none", new { name = "A" });

        Assert.Equal((HttpStatusCode.NotFound, "not_found", "Sales channel with id: sc_none not found"), (read.Status, read.Type, read.Message));
        Assert.Equal((HttpStatusCode.NotFound, "not_found", "Sales channel with id \"sc_none\" not found"), (changed.Status, changed.Type, changed.Message));
    }

    [Fact]
    public async Task A_deleted_channel_leaves_its_keys_and_can_be_deleted_again()
    {
        var id = await CreateAsync("Web shop");
        var key = await _owner.CreateAsync("Storefront", "publishable");
        await _owner.PostAsync($"/admin/api-keys/{key["id"]}/sales-channels", new { add = new[] { id } });

        var deleted = await _owner.DeleteAsync($"{Channels}/{id}");
        var again = await _owner.DeleteAsync($"{Channels}/{id}");

        Assert.Equal($$"""{"id":"{{id}}","object":"sales-channel","deleted":true}""", deleted.Text);
        Assert.Equal(deleted.Text, again.Text);
        Assert.Empty(Names((await _owner.GetAsync($"/admin/api-keys/{key["id"]}")).Key));
        Assert.Equal(HttpStatusCode.NotFound, (await _owner.GetAsync($"{Channels}/{id}")).Status);
        Assert.Equal((0, 1), (await CountAsync($"?id={id}"), await CountAsync($"?id={id}&with_deleted=true&deleted_at[$ne]=null")));
    }

    [Fact]
    public async Task A_channel_tells_its_keys_where_asked()
    {
        var (web, till) = (await CreateAsync("Web shop"), await CreateAsync("Till"));
        var key = await _owner.CreateAsync("Storefront", "publishable");
        await _owner.PostAsync($"/admin/api-keys/{key["id"]}/sales-channels", new { add = new[] { web } });

        var linked = (await _owner.GetAsync($"{Channels}/{web}?fields=*publishable_api_keys")).Body["sales_channel"]!;
        var alone = (await _owner.GetAsync($"{Channels}/{till}?fields=name,publishable_api_keys.title")).Body["sales_channel"]!;
        var listed = (await _owner.GetAsync($"{Channels}?id={web}&id={till}&fields=id,publishable_api_keys.title&order=-name")).Body["sales_channels"]!;

        Assert.Equal((string?)key["token"], (string?)linked["publishable_api_keys"]![0]!["token"]);
        Assert.Equal("Web shop", (string?)linked["name"]);
        Assert.Equal($$"""{"id":"{{till}}","name":"Till","publishable_api_keys":[]}""", alone.ToJsonString());
        Assert.Equal(
            $$"""[{"id":"{{web}}","publishable_api_keys":[{"id":"{{key["id"]}}","title":"Storefront"}]},{"id":"{{till}}","publishable_api_keys":[]}]""", listed.ToJsonString());
    }

    [Fact]
    public async Task A_list_takes_each_filter_of_the_contract()
    {
        await using var app = AdminApplication.WithOwner();
        var owner = await ApiClient.SignInAsync(app);
        var web = await CreateAsync("Web shop", owner);
        await owner.PostAsync($"{Channels}/{web}", new { description = "For Europe", is_disabled = true });
        await CreateAsync("Till", owner);
        var key = await owner.CreateAsync("Storefront", "publishable");
        await owner.PostAsync($"/admin/api-keys/{key["id"]}/sales-channels", new { add = new[] { web } });
        var made = (string)(await owner.GetAsync($"{Channels}/{web}")).Body["sales_channel"]!["created_at"]!;

        foreach (var query in new[]
        {
            "?q=europe", $"?id={web}", $"?id[]={web}&id[]=sc_none", "?name=Web%20shop", "?description[0]=For%20Europe", "?is_disabled=true", $"?created_at={made}",
            $"?created_at[$lte]={made}", $"?publishable_key_id={key["id"]}", $"?publishable_key_id[]={key["id"]}&publishable_key_id[]=apk_none",
            "?$or[0][name]=Web%20shop&$or[1][name]=None", "?$and[0][q]=shop&$and[1][is_disabled]=true", "?order=-is_disabled&limit=1", "?order=description&limit=1",
        })
        {
            var answer = await owner.GetAsync(Channels + query);
            Assert.Equal((query, web), (query, string.Join(' ', answer.Body["sales_channels"]!.AsArray().Select(channel => (string?)channel!["id"]))));
        }

        foreach (var query in new[] { "?publishable_key_id=apk_none", "?location_id=sloc_1", "?location_id[]=sloc_1&location_id[]=sloc_2", "?updated_at[$gt]=9999-01-01", "?$or[0][location_id]=x" })
        {
            Assert.Equal((query, 0), (query, await CountAsync(query, owner)));
        }
    }

    [Theory]
    [InlineData("?is_disabled=yes", "Expected: 'true, false' for field 'is_disabled', but got: 'yes'")]
    [InlineData("?is_disabled[]=true", "Expected type: 'string' for field 'is_disabled', got: 'array'")]
    [InlineData("?name[a]=b", "Expected type: 'string, array' for field 'name', got: 'object'")]
    [InlineData("?order=metadata", "for field 'order', but got: 'metadata'")]
    [InlineData("?created_at[$foo]=2026-01-01", "Unrecognized fields: 'created_at, $foo'")]
    [InlineData("?limit=-1", "Field 'limit' is from 0 to 10000")]
    [InlineData("?metadata=x", "Unrecognized fields: 'metadata'")]
    [InlineData("?$and[0][$or][0][q]=%00", "Field '$and, 0, $or, 0, q' can't hold U+0000")]
    public async Task A_bad_parameter_is_named(string query, string problem)
    {
        var answer = await _owner.GetAsync(Channels + query);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
        Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":null}""", "Expected type: 'string' for field 'name', got: 'null'")]
    [InlineData("""{"name":""}""", "Field 'name': Give the sales channel a name.")]
    [InlineData("""{"is_disabled":null}""", "Expected type: 'boolean' for field 'is_disabled', got: 'null'")]
    [InlineData("""{"description":5}""", "Expected type: 'string' for field 'description', got: '5'")]
    [InlineData("""{"metadata":"a"}""", "Expected type: 'object' for field 'metadata', got: 'a'")]
    [InlineData("""{"created_by":"me"}""", "Unrecognized fields: 'created_by'")]
    public async Task A_change_that_can_t_be_made_is_explained(string body, string problem)
    {
        var path = $"{Channels}/{await CreateAsync("Web shop")}";
        var before = (await _owner.GetAsync(path)).Text;

        var answer = await _owner.PostTextAsync(path, body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
        Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await _owner.GetAsync(path)).Text);
    }

    [Fact]
    public async Task Channels_are_linked_to_a_publishable_key_and_taken_off_it()
    {
        var (web, till) = (await CreateAsync("Web shop"), await CreateAsync("Till"));
        var key = await _owner.CreateAsync("Storefront", "publishable");
        var path = $"/admin/api-keys/{key["id"]}/sales-channels";

        var both = await _owner.PostAsync(path, new { add = new[] { web, till, web } });
        var one = await _owner.PostAsync(path, new { add = new[] { till }, remove = new[] { till } });
        var same = await _owner.PostAsync(path);

        Assert.Equal(["Till", "Web shop"], Names(both.Key));
        Assert.Equal(["Web shop"], Names(one.Key));
        Assert.Equal($$"""{"id":"{{web}}","name":"Web shop"}""", same.Key["sales_channels"]![0]!.ToJsonString());
        Assert.Equal(["Web shop"], Names((await _owner.GetAsync($"/admin/api-keys/{key["id"]}")).Key));
        Assert.Equal(1, (int)(await _owner.GetAsync($"{Channels}?publishable_key_id={key["id"]}")).Body["count"]!);
    }

    [Fact]
    public async Task A_secret_key_is_linked_to_none()
    {
        var channel = await CreateAsync("Web shop");
        var key = await _owner.CreateAsync();

        var answer = await _owner.PostAsync($"/admin/api-keys/{key["id"]}/sales-channels", new { add = new[] { channel } });

        Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid_data", "Sales channels can only be associated with publishable API keys"),
            (answer.Status, answer.Type, answer.Message));
    }

    [Fact]
    public async Task Where_a_channel_is_unknown_nothing_is_linked()
    {
        var channel = await CreateAsync("Web shop");
        var key = await _owner.CreateAsync("Storefront", "publishable");
        var path = $"/admin/api-keys/{key["id"]}";

        var answer = await _owner.PostAsync(path + "/sales-channels", new { add = new[] { channel, "sc_1", "sc_2" } });

        Assert.Equal((HttpStatusCode.BadRequest, "Sales channels with IDs sc_1, sc_2 do not exist"), (answer.Status, answer.Message));
        Assert.Empty(Names((await _owner.GetAsync(path)).Key));
    }

    // The reference's clients and specs read this sentence.
    [Theory]
    [InlineData("""["phony"]""", "phony")]
    [InlineData("""["phony","does-not-exist","sc_1"]""", "phony, does-not-exist, sc_1")]
    [InlineData("""["two words"]""", "(not an id)")]
    [InlineData("""[""]""", "(not an id)")]
    [InlineData("""["sk_shop_Abcd"]""", "(not an id)")]
    [InlineData("""["0123456789012345678901234567890123456789"]""", "(not an id)")]
    [InlineData("""["phony\n"]""", "(not an id)")]
    [InlineData("""["sc_\u202Eevil"]""", "(not an id)")]
    [InlineData("""[" "]""", "(not an id)")]
    public async Task Unknown_id_of_any_form_is_named_as_the_contract_says(string add, string named)
    {
        var key = await _owner.CreateAsync("Storefront", "publishable");

        var answer = await _owner.PostTextAsync($"/admin/api-keys/{key["id"]}/sales-channels", $$"""{"add":{{add}}}""");

        Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid_data", $"Sales channels with IDs {named} do not exist"), (answer.Status, answer.Type, answer.Message));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public async Task Blank_text_or_token_among_the_channels_is_named_as_no_id(string? text)
    {
        var channel = await CreateAsync("Web shop");
        var key = await _owner.CreateAsync("Storefront", "publishable");
        var path = $"/admin/api-keys/{key["id"]}";
        text ??= (string)(await _owner.CreateAsync())["token"]!;

        var added = await _owner.PostAsync(path + "/sales-channels", new { add = new[] { channel, text } });
        var removed = await _owner.PostAsync(path + "/sales-channels", new { add = new[] { channel }, remove = new[] { "sc_1", text } });
        var both = await _owner.PostAsync(path + "/sales-channels", new { add = new[] { channel, text }, remove = new[] { text } });

        Assert.All([added, removed], answer => Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid_data", "Sales channels with IDs (not an id) do not exist"), (answer.Status, answer.Type, answer.Message)));
        Assert.Equal((HttpStatusCode.BadRequest, "Sales channels with IDs (not an id), (not an id) do not exist"), (both.Status, both.Message));
        Assert.Empty(Names((await _owner.GetAsync(path)).Key));
    }

    // As in the reference.
    [Theory]
    [InlineData("sc_01KAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("phony")]
    [InlineData("sk_shop_Abcd")]
    public async Task Unknown_channel_to_remove_is_passed_over(string id)
    {
        var channel = await CreateAsync("Web shop");
        var key = await _owner.CreateAsync("Storefront", "publishable");

        var answer = await _owner.PostAsync($"/admin/api-keys/{key["id"]}/sales-channels", new { add = new[] { channel }, remove = new[] { id } });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(["Web shop"], Names(answer.Key));
    }

    [Fact]
    public async Task An_unknown_key_is_said_to_be_one()
    {
        var answer = await _owner.PostAsync("/admin/api-keys/apk_01KAAAAAAAAAAAAAAAAAAAAAAA/sales-channels");

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.Status, answer.Type));
    }

    [Theory]
    [InlineData("{}", "Field 'name' is required")]
    [InlineData("""{"name":"  "}""", "Field 'name': Give the sales channel a name.")]
    [InlineData("""{"name":"A","is_disabled":"no"}""", "Expected type: 'boolean' for field 'is_disabled', got: 'no'")]
    [InlineData("""{"name":"A","is_disabled":null}""", "Expected type: 'boolean' for field 'is_disabled', got: 'null'")]
    [InlineData("""{"name":"A","metadata":[]}""", "Expected type: 'object' for field 'metadata', got: 'array'")]
    [InlineData("""{"name":"A","metadata":{"a":"\ud800"}}""", "Field 'metadata': ")]
    [InlineData("""{"name":"A","id":"sc_1"}""", "Unrecognized fields: 'id'")]
    public async Task A_channel_that_can_t_be_made_is_explained(string body, string problem)
    {
        var before = await CountAsync("");

        var answer = await _owner.PostTextAsync(Channels, body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
        Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(""));
    }

    private static IEnumerable<string> Names(JsonNode key) => key["sales_channels"]!.AsArray().Select(channel => (string)channel!["name"]!).Order();

    private static string Facts(ApiAnswer answer)
    {
        var channel = answer.Body["sales_channel"]!;
        return new JsonObject(new[] { "name", "description", "is_disabled", "metadata" }.Select(name => KeyValuePair.Create(name, channel[name]?.DeepClone()))).ToJsonString();
    }

    private async Task<int> CountAsync(string query, ApiClient? owner = null) => (int)(await (owner ?? _owner).GetAsync(Channels + query)).Body["count"]!;

    private async Task<string> CreateAsync(string name, ApiClient? owner = null) =>
        (string)(await (owner ?? _owner).PostAsync(Channels, new { name })).Body["sales_channel"]!["id"]!;
}
