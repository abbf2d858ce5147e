using System.Net;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

public sealed class KeyListRouteTests(KeyListRouteTests.ThreeKeys keys) : IClassFixture<KeyListRouteTests.ThreeKeys>
{
    [Theory]
    [InlineData("", "Beta, alpha, Gamma ray")]
    [InlineData("?order=-created_at", "Gamma ray, alpha, Beta")]
    [InlineData("?order=-id", "Gamma ray, alpha, Beta")]
    [InlineData("?order=title", "alpha, Beta, Gamma ray")]
    [InlineData("?type=secret", "Beta, Gamma ray")]
    [InlineData("?q=RAY%20gam", "Gamma ray")]
    [InlineData("?q=%25", "")]
    [InlineData("?title=Beta&title=alpha", "Beta, alpha")]
    [InlineData("?order=-type", "Gamma ray, Beta, alpha")]
    [InlineData("?order=redacted&q=pk_", "alpha")]
    [InlineData("?order=-sales_channels.name&type=publishable", "alpha")]
    [InlineData("?with_deleted=true", "Beta, alpha, Gamma ray")]
    [InlineData("?limit=1&offset=1", "alpha")]
    [InlineData("?offset=2147483647", "")]
    [InlineData("?q=&limit=10000", "Beta, alpha, Gamma ray")]
    public async Task A_list_is_filtered_sorted_and_paged(string query, string titles)
    {
        var list = await keys.Owner.GetAsync("/admin/api-keys" + query);

        Assert.Equal(HttpStatusCode.OK, list.Status);
        Assert.Equal(titles, string.Join(", ", list.Body["api_keys"]!.AsArray().Select(key => (string?)key!["title"])));
    }

    [Fact]
    public async Task The_count_is_of_all_that_match_whatever_the_page()
    {
        var list = (await keys.Owner.GetAsync("/admin/api-keys?limit=0&offset=1")).Body;

        Assert.Equal((3, 0, 1, 0), ((int)list["count"]!, (int)list["limit"]!, (int)list["offset"]!, list["api_keys"]!.AsArray().Count));
    }

    [Fact]
    public async Task Ids_are_given_in_each_way_that_clients_write_lists()
    {
        var (first, second) = (keys.Ids["Beta"], keys.Ids["alpha"]);

        string[] queries = [$"?id={first}&id={second}", $"?id[]={first}&id[]={second}", $"?id[0]={first}&id[1]={second}"];

        foreach (var query in queries)
        {
            Assert.Equal(2, (int)(await keys.Owner.GetAsync("/admin/api-keys" + query)).Body["count"]!);
        }
    }

    [Theory]
    [InlineData("?limit=many", "Expected type: 'number' for field 'limit', got: 'many'")]
    [InlineData("?limit=1.5", "Expected type: 'number' for field 'limit', got: '1.5'")]
    [InlineData("?limit=-1", "Field 'limit' is from 0 to 10000")]
    [InlineData("?limit=10001", "Field 'limit' is from 0 to 10000")]
    [InlineData("?offset=-1", "Field 'offset' is from 0 to 2147483647")]
    [InlineData("?offset=99999999999999999999", "Field 'offset' is from 0 to 2147483647")]
    [InlineData("?limit=1&limit=2", "Expected type: 'string' for field 'limit', got: 'array'")]
    [InlineData("?status=bogus", "for field 'status', but got: 'bogus'")]
    [InlineData("?type=bogus", "Expected: 'publishable, secret' for field 'type', but got: 'bogus'")]
    [InlineData("?type=secret&type=publishable", "Expected type: 'string' for field 'type', got: 'array'")]
    [InlineData("?order=color", "for field 'order', but got: 'color'")]
    [InlineData("?order=--title", "for field 'order', but got: '--title'")]
    [InlineData("?order[]=title", "Expected type: 'string' for field 'order', got: 'array'")]
    [InlineData("?type[]=secret", "Expected type: 'string' for field 'type', got: 'array'")]
    [InlineData("?q=%00", "Field 'q' can't hold U+0000")]
    [InlineData("?with_deleted=maybe", "Expected: 'true, false' for field 'with_deleted', but got: 'maybe'")]
    [InlineData("?Limit=1", "Unrecognized fields: 'Limit'")]
    [InlineData("?fields[]=id", "Expected type: 'string' for field 'fields', got: 'array'")]
    [InlineData("?created_by=me&x=1", "Unrecognized fields: 'created_by, x'")]
    [InlineData("?title[$ne]=x", "Expected type: 'string, array' for field 'title', got: 'object'")]
    public async Task A_bad_parameter_is_named(string query, string problem)
    {
        var answer = await keys.Owner.GetAsync("/admin/api-keys" + query);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
        Assert.StartsWith("Invalid request: ", answer.Message, StringComparison.Ordinal);
        Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_has_a_limit_of_values()
    {
        var answer = await keys.Owner.GetAsync("/admin/api-keys?" + string.Join('&', Enumerable.Range(0, 1001).Select(number => $"id={number}")));

        Assert.Equal((HttpStatusCode.BadRequest, "Invalid request: Field 'id' takes at most 1000 values"), (answer.Status, answer.Message));
    }

    /// <summary>An app with three keys, which no test changes.</summary>
    public sealed class ThreeKeys : IAsyncLifetime
    {
        private readonly AdminApplication _app = AdminApplication.WithOwner();

        internal ApiClient Owner { get; private set; } = default!;

        internal Dictionary<string, string> Ids { get; } = [];

        public async ValueTask InitializeAsync()
        {
            Owner = await ApiClient.SignInAsync(_app);
            foreach (var (title, type) in new[] { ("Beta", "secret"), ("alpha", "publishable"), ("Gamma ray", "secret") })
            {
                Ids[title] = (string)(await Owner.CreateAsync(title, type))["id"]!;
            }
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
