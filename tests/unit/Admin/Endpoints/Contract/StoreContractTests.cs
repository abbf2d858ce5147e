using System.Net;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints.Contract;

/// <summary>Section 7 of the contract, row by row: the store and its publishable key.</summary>
public sealed class StoreContractTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    private const string Regions = "/store/regions";
    private const string Header = "x-publishable-api-key";

    private const string Missing =
        "Publishable API key required in the request header: x-publishable-api-key. You can manage your keys in settings in the dashboard.";

    private const string Bad = "A valid publishable key is required to proceed with the request";

    [Theory]
    [InlineData("GET", Regions)]
    [InlineData("POST", Regions)]
    [InlineData("GET", "/store")]
    [InlineData("GET", "/store/")]
    [InlineData("GET", "/STORE/regions/")]
    [InlineData("GET", "/store/nothing-here/at/all")]
    [InlineData("PATCH", "/store/products")]
    public async Task Without_a_key_every_path_says_so(string method, string path)
    {
        foreach (var stranger in new[] { http.Stranger(), http.Stranger((Header, "")), http.Stranger((Header, "  ")) })
        {
            var answer = await stranger.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

            Assert.Equal((HttpStatusCode.BadRequest, "not_allowed", Missing), (answer.Status, answer.Type, answer.Message));
        }
    }

    [Fact]
    public async Task The_key_comes_before_the_body()
    {
        using var content = new ByteArrayContent(new byte[200_000]);

        var answer = await http.Stranger().SendAsync(new HttpRequestMessage(HttpMethod.Post, Regions) { Content = content });

        Assert.Equal(Missing, answer.Message);
    }

    [Fact]
    public async Task What_is_no_good_publishable_key_is_refused_with_its_code()
    {
        var (id, token) = await http.CreatePublishableKeyAsync();
        var (_, secret) = await http.CreateKeyAsync("*");
        await http.Owner.PostAsync($"/admin/api-keys/{id}/revoke");

        foreach (var (value, code) in new[]
        {
            (token, "revoked"), (secret, "wrong_type"), (id, "not_found"), ("nonsense", "not_found"), (token[..^1], "malformed"),
            ("pk_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "malformed"),
        })
        {
            var answer = await http.Stranger((Header, value)).GetAsync(Regions);

            Assert.Equal((HttpStatusCode.BadRequest, "not_allowed", Bad), (answer.Status, answer.Type, answer.Message));
            Assert.Equal(code, (string?)answer.Body["code"]);
        }
    }

    [Fact]
    public async Task A_key_in_another_place_or_given_twice_is_none()
    {
        var (_, token) = await http.CreatePublishableKeyAsync();
        var twice = http.Stranger();
        twice.Http.DefaultRequestHeaders.TryAddWithoutValidation(Header, [token, token]);

        Assert.Equal(Missing, (await http.WithKey(token).GetAsync(Regions)).Message);
        Assert.Equal(Missing, (await http.Stranger().GetAsync($"{Regions}?api_key={token}")).Message);
        Assert.Equal(Bad, (await twice.GetAsync(Regions)).Message);
        Assert.Equal(Missing, (await http.Owner.GetAsync(Regions)).Message);
    }

    [Fact]
    public async Task A_good_key_gets_the_cheap_answer()
    {
        var (_, token) = await http.CreatePublishableKeyAsync();

        var answer = await http.Stranger((Header, token)).GetAsync(Regions);
        var padded = await http.Stranger((Header, $"  {token} ")).GetAsync(Regions);

        Assert.Equal((HttpStatusCode.OK, """{"regions":[],"count":0,"offset":0,"limit":50}"""), (answer.Status, answer.Text));
        Assert.Equal(HttpStatusCode.OK, padded.Status);
    }

    [Fact]
    public async Task A_key_that_is_to_be_revoked_works_until_then()
    {
        var (id, token) = await http.CreatePublishableKeyAsync();

        await http.Owner.PostAsync($"/admin/api-keys/{id}/revoke", new { revoke_in = 3600 });

        Assert.Equal(HttpStatusCode.OK, (await http.Stranger((Header, token)).GetAsync(Regions)).Status);
    }

    [Theory]
    [InlineData("GET", "/store/nothing-here")]
    [InlineData("GET", "/store")]
    [InlineData("POST", Regions)]
    [InlineData("PUT", Regions)]
    public async Task Behind_a_good_key_what_is_not_there_is_not_found(string method, string path)
    {
        var (_, token) = await http.CreatePublishableKeyAsync();

        var answer = await http.Stranger((Header, token)).SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), (answer.Status, answer.Type));
    }

    [Fact]
    public async Task A_route_that_needs_a_channel_wants_one_linked_and_is_told_at_once_when_one_is()
    {
        var (id, token) = await http.CreatePublishableKeyAsync();
        var storefront = http.Stranger((Header, token));

        var without = await storefront.GetAsync("/store/products");
        await LinkAsync(id, "Web shop");
        var with = await storefront.GetAsync("/store/products");

        Assert.Equal(
            (HttpStatusCode.BadRequest, "invalid_data", "Publishable key needs to have a sales channel configured"),
            (without.Status, without.Type, without.Message));
        Assert.Equal((HttpStatusCode.OK, """{"products":[],"count":0,"offset":0,"limit":50}"""), (with.Status, with.Text));
    }

    [Fact]
    public async Task A_key_learns_its_channels_and_no_others()
    {
        var (id, token) = await http.CreatePublishableKeyAsync();
        var (other, _) = await http.CreatePublishableKeyAsync();
        var web = await LinkAsync(id, "Web shop");
        await LinkAsync(other, "Till");

        var answer = await http.Stranger((Header, token)).GetAsync("/store/sales-channels?limit=10");

        Assert.Equal(
            $$"""{"sales_channels":[{"id":"{{web}}","name":"Web shop","description":null,"is_disabled":false}],"count":1,"offset":0,"limit":10}""",
            answer.Text);
    }

    [Theory]
    [InlineData("limit=x", "Expected type: 'number' for field 'limit', got: 'x'")]
    [InlineData("limit=-1", "Field 'limit' is from 0 to 10000")]
    [InlineData("offset=99999999999", "Field 'offset' is from 0 to 2147483647")]
    [InlineData("x=%00&limit=1", "Unrecognized fields: 'x'")]
    public async Task A_query_that_is_none_is_explained(string query, string problem)
    {
        var (_, token) = await http.CreatePublishableKeyAsync();

        foreach (var path in new[] { Regions, "/store/sales-channels" })
        {
            var answer = await http.Stranger((Header, token)).GetAsync($"{path}?{query}");

            Assert.Equal((HttpStatusCode.BadRequest, "invalid_data", $"Invalid request: {problem}"), (answer.Status, answer.Type, answer.Message));
        }
    }

    private async Task<string> LinkAsync(string keyId, string name)
    {
        var channel = (string)(await http.Owner.PostAsync("/admin/sales-channels", new { name, metadata = new { margin = "40 %" } })).Body["sales_channel"]!["id"]!;
        var linked = await http.Owner.PostAsync($"/admin/api-keys/{keyId}/sales-channels", new { add = new[] { channel } });
        Assert.Equal(HttpStatusCode.OK, linked.Status);
        return channel;
    }
}
