using System.Net;
using System.Text.Json.Nodes;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

public sealed class SalesChannelRoutesTests : IAsyncLifetime
{
    private const string Channels = "/admin/sales-channels";

    private readonly AdminApplication _app = AdminApplication.WithOwner();
    private ApiClient _owner = default!;

    public async ValueTask InitializeAsync() => _owner = await ApiClient.SignInAsync(_app);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_channel_is_made_and_listed()
    {
        var made = await _owner.PostAsync(Channels, new { name = "Web shop", metadata = new { region = "eu" } });
        await CreateAsync("Till");

        var found = (await _owner.GetAsync(Channels + "?q=web&is_disabled=false&order=-name")).Body;

        Assert.Equal(
            ["created_at", "deleted_at", "description", "id", "is_disabled", "metadata", "name", "updated_at"],
            made.Body["sales_channel"]!.AsObject().Select(member => member.Key).Order());
        Assert.StartsWith("sc_", (string?)made.Body["sales_channel"]!["id"], StringComparison.Ordinal);
        Assert.Equal("eu", (string?)found["sales_channels"]![0]!["metadata"]!["region"]);
        Assert.Equal((1, 0, 20), ((int)found["count"]!, (int)found["offset"]!, (int)found["limit"]!));
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
        var answer = await _owner.PostTextAsync(Channels, body);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
        Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await _owner.GetAsync(Channels)).Body["count"]!);
    }

    private static IEnumerable<string> Names(JsonNode key) => key["sales_channels"]!.AsArray().Select(channel => (string)channel!["name"]!).Order();

    private async Task<string> CreateAsync(string name) =>
        (string)(await _owner.PostAsync(Channels, new { name })).Body["sales_channel"]!["id"]!;
}
