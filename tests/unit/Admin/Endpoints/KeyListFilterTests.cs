using System.Net;
using System.Text.Json;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>The filters of a list of keys, as the reference's clients spell them.</summary>
public sealed class KeyListFilterTests(ListedKeys keys) : IClassFixture<ListedKeys>
{
    private const string Before = "1999-12-31T23:59:59.999Z";

    [Theory]
    [InlineData("title=first", "first")]
    [InlineData("title[]=first", "first")]
    [InlineData("title[0]=first&title[1]=third", "first third")]
    [InlineData("title%5B%5D=first&title%5B%5D=third", "first third")]
    [InlineData("title=FIRST", "")]
    [InlineData("id={first.id}&id={third.id}", "first third")]
    [InlineData("id[]={second.id}&type=secret", "")]
    [InlineData("id=", "")]
    [InlineData("token={second.token}", "second")]
    [InlineData("token[]={second.token}&token[]={first.token}", "second")]
    [InlineData("token={first.token}", "")]
    [InlineData("token=nonsense", "")]
    [InlineData("q=IR%20SK_", "first third")]
    [InlineData("q=ir%20sk_", "first third")]
    [InlineData("q=sk_%20first", "first")]
    [InlineData("q=%25", "")]
    [InlineData("q=_", "first second third")]
    [InlineData("q=f_rst", "")]
    [InlineData("q=secret", "")]
    [InlineData("q={first.id}", "")]
    [InlineData("q=", "first second third")]
    public async Task Texts_are_found(string query, string titles) => Assert.Equal(titles, await keys.TitlesAsync(query));

    [Theory]
    [InlineData("status=active", "first third")]
    [InlineData("status=revoked&status=expired", "second")]
    [InlineData("scope=*", "first third")]
    [InlineData("scope=orders:read", "")]
    [InlineData("scope[]=orders:read&scope[]=*", "first third")]
    [InlineData("sales_channel_id=sc_none", "")]
    [InlineData("last_used_at=null", "first second third")]
    [InlineData("last_used_at[$lt]=2020-01-01", "")]
    [InlineData("expires_at=null&type=secret", "first third")]
    [InlineData("expires_at[$lte]=2100-01-01", "")]
    public async Task Status_scope_channel_use_and_expiry_are_filters(string query, string titles) => Assert.Equal(titles, await keys.TitlesAsync(query));

    [Theory]
    [InlineData("created_at={second.created_at}", "second")]
    [InlineData("created_at[]={first.created_at}&created_at[]={third.created_at}", "first third")]
    [InlineData("created_at[$eq]={second.created_at}", "second")]
    [InlineData("created_at[$ne]={second.created_at}", "first third")]
    [InlineData("created_at[$in][]={first.created_at}&created_at[$in][]={second.created_at}", "first second")]
    [InlineData("created_at[$in]={first.created_at}", "first")]
    [InlineData("created_at[$in][0]={first.created_at}&created_at[$eq]={second.created_at}", "")]
    [InlineData("created_at[$nin][0]={first.created_at}&created_at[$nin][1]={second.created_at}", "third")]
    [InlineData("created_at[$gt]={second.created_at}", "third")]
    [InlineData("created_at[$gte]={second.created_at}", "second third")]
    [InlineData("created_at[$lt]={second.created_at}", "first")]
    [InlineData("created_at[$lte]={second.created_at}", "first second")]
    [InlineData("created_at[$gt]={first.created_at}&created_at[$lt]={third.created_at}", "second")]
    [InlineData("updated_at[$gt]=" + Before, "first second third")]
    [InlineData("updated_at[$lt]=" + Before, "")]
    [InlineData("created_at[$gt]=2000-01-01", "first second third")]
    [InlineData("created_at[$gt]=2000-01-01T00:00", "first second third")]
    [InlineData("created_at[$gt]=2000-01-01T00:00:00+01:00", "first second third")]
    [InlineData("created_at[$gt]=9999-12-31T23:59:59.9999999Z", "")]
    [InlineData("created_at[$lt]=0001-01-01", "")]
    [InlineData("revoked_at=null", "first third")]
    [InlineData("revoked_at[$eq]=null", "first third")]
    [InlineData("revoked_at[$ne]=null", "second")]
    [InlineData("revoked_at[$in][]=null&revoked_at[$in][]={second.revoked_at}", "first second third")]
    [InlineData("revoked_at[$nin][]=null", "second")]
    [InlineData("revoked_at={second.revoked_at}", "second")]
    [InlineData("revoked_at[]=null&revoked_at[]={second.revoked_at}", "first second third")]
    [InlineData("revoked_at[$gt]=" + Before, "second")]
    [InlineData("deleted_at=null", "first second third")]
    [InlineData("deleted_at[$ne]=null&with_deleted=true", "")]
    public async Task Times_are_compared(string query, string titles) => Assert.Equal(titles, await keys.TitlesAsync(query));

    [Theory]
    [InlineData("$or[0][title]=first&$or[1][type]=publishable", "first second")]
    [InlineData("$and[0][q]=ir&$and[1][created_at][$gt]={first.created_at}", "third")]
    [InlineData("$and[][q]=ir&$and[][q]=th", "third")]
    [InlineData("$or[0][$and][0][q]=ir&$or[0][$and][1][id][]={first.id}&$or[1][revoked_at][$ne]=null", "first second")]
    [InlineData("q=ir&$or[0][title]=second&$or[1][title]=third", "third")]
    [InlineData("$or[0][created_at][$in][]={first.created_at}&$or[0][title]=second", "")]
    [InlineData("$or[10][title]=first&$or[2][title]=third&order=-title", "third first")]
    public async Task Filters_stand_inside_of_filters(string query, string titles) => Assert.Equal(titles, await keys.TitlesAsync(query));

    [Theory]
    [InlineData("created_at=soon", "Expected type: 'ISO 8601 time' for field 'created_at', got: 'soon'")]
    [InlineData("created_at=", "for field 'created_at', got: ''")]
    [InlineData("created_at[$gt]=2026-13-01", "for field 'created_at, $gt', got: '2026-13-01'")]
    [InlineData("created_at[$gt]=null", "for field 'created_at, $gt', got: 'null'")]
    [InlineData("created_at[$gt][]=2026-01-01&created_at[$gt][]=2026-01-02", "for field 'created_at, $gt', got: 'array'")]
    [InlineData("created_at[$eq][]=2026-01-01&created_at[$eq][]=2026-01-02", "for field 'created_at, $eq', got: 'array'")]
    [InlineData("created_at[$near]=2026-01-01", "Unrecognized fields: 'created_at, $near'")]
    [InlineData("created_at[gt]=2026-01-01", "Unrecognized fields: 'created_at, gt'")]
    [InlineData("created_at[$gt][$lt]=2026-01-01", "for field 'created_at, $gt', got: 'object'")]
    [InlineData("created_at[$like]=2026%25", "Operator '$like' compares texts, and field 'created_at' is a time")]
    [InlineData("created_at[$ilike]=2026%25", "Operator '$ilike' compares texts")]
    [InlineData("created_at[$contains]=2026", "Operator '$contains' compares texts")]
    [InlineData("revoked_at[$re]=.*", "Operator '$re' compares texts, and field 'revoked_at' is a time")]
    [InlineData("last_used_at[$near]=2026-01-01", "Unrecognized fields: 'last_used_at, $near'")]
    [InlineData("created_by=me", "Unrecognized fields: 'created_by'")]
    [InlineData("$or=first", "Expected type: 'array of objects' for field '$or', got: 'first'")]
    [InlineData("$or[]=first", "Expected type: 'array of objects' for field '$or'")]
    [InlineData("$or[0]=first", "Expected type: 'array of objects' for field '$or', got: 'array'")]
    [InlineData("$or[title]=first", "Expected type: 'array of objects' for field '$or', got: 'object'")]
    [InlineData("$or[0][title][a]=b", "Expected type: 'string, array' for field '$or, 0, title', got: 'object'")]
    [InlineData("$or[0][color]=red", "Unrecognized fields: '$or, 0, color'")]
    [InlineData("$or[0][limit]=1", "Unrecognized fields: '$or, 0, limit'")]
    [InlineData("$and[0][type]=bogus", "Expected: 'publishable, secret' for field '$and, 0, type', but got: 'bogus'")]
    [InlineData("$not[0][title]=first", "Unrecognized fields: '$not'")]
    [InlineData("title[[]]=first", "Unrecognized fields: 'title[[]]'")]
    [InlineData("title]=first", "Unrecognized fields: 'title]'")]
    [InlineData("[title]=first", "Unrecognized fields: '[title]'")]
    [InlineData("=first", "Unrecognized fields: ''")]
    [InlineData("title=%00", "Field 'title' can't hold U+0000")]
    public async Task What_can_t_be_asked_is_named(string query, string problem)
    {
        var answer = await keys.Owner.GetAsync("/admin/api-keys?" + query);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
        Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, HttpStatusCode.OK)]
    [InlineData(11, HttpStatusCode.BadRequest)]
    [InlineData(1000, HttpStatusCode.BadRequest)]
    [InlineData(50_000, HttpStatusCode.BadRequest)]
    public async Task Nesting_has_a_limit_and_no_depth_overflows_the_stack(int depth, HttpStatusCode status)
    {
        foreach (var query in new[]
        {
            "$or[0]" + string.Concat(Enumerable.Repeat("[$or][0]", depth - 1)) + "[title]=first",
            "$and[0]" + string.Concat(Enumerable.Repeat("[$and][0]", depth - 1)) + "[created_at][$gt]=2000-01-01",
        })
        {
            var answer = await keys.Owner.GetAsync("/admin/api-keys?" + query);

            Assert.Equal(status, answer.Status);
        }
    }

    [Fact]
    public async Task A_query_has_a_limit_of_filters_and_of_values()
    {
        var filters = string.Join('&', Enumerable.Range(0, 100).Select(place => $"$or[{place}][title]=x"));
        var values = string.Join('&', Enumerable.Range(0, 600).SelectMany(place => new[] { $"$or[0][title][]={place}", $"$or[1][id][]={place}" }));

        Assert.Contains("Field '$or' takes the filters to more than 100", (await keys.Owner.GetAsync("/admin/api-keys?" + filters)).Message, StringComparison.Ordinal);
        Assert.Contains("takes the values of all filters to more than 1000", (await keys.Owner.GetAsync("/admin/api-keys?" + values)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/api-keys?q=warehouse&", "title")]
    [InlineData("/admin/api-keys?created_at[$gte]=2026-01-01T00:00:00Z&", "title")]
    [InlineData("/admin/audit-events?q=warehouse&", "actor")]
    [InlineData("/admin/audit-events?at[$gte]=2026-01-01T00:00:00Z&", "actor")]
    [InlineData("/admin/sales-channels?q=warehouse&", "name")]
    public async Task Words_and_times_of_a_query_count_as_values(string route, string field)
    {
        var values = string.Join('&', Enumerable.Range(0, 1000).Select(place => $"{field}[]={place}"));

        var answer = await keys.Owner.GetAsync(route + values);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("takes the values of all filters to more than 1000", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_has_a_limit_of_what_it_costs()
    {
        var words = string.Join('&', Enumerable.Range(0, 5).Select(place => $"$or[{place}][q]=a b c d e f g h i j"));
        var times = string.Join('&', Enumerable.Range(0, 80).Select(place => $"$or[{place}][created_at][$gt]=2026-01-01&$or[{place}][title]=x&$or[{place}][id]=x"));

        Assert.Contains("Field 'q' takes the list to more than 200 conditions", (await keys.Owner.GetAsync("/admin/api-keys?" + words)).Message, StringComparison.Ordinal);
        Assert.Contains("takes the list to more than 200 conditions", (await keys.Owner.GetAsync("/admin/api-keys?" + times)).Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await keys.Owner.GetAsync("/admin/api-keys?id=x&q=" + string.Join('+', Enumerable.Range(0, 40)))).Status);
    }

    [Theory]
    [InlineData("id", "first second third")]
    [InlineData("title", "first second third")]
    [InlineData("token", "second")]
    [InlineData("redacted", "second")]
    [InlineData("type", "second")]
    [InlineData("created_at", "first second third")]
    [InlineData("updated_at", "first third second")]
    [InlineData("created_by", "first second third")]
    [InlineData("last_used_at", "first second third")]
    [InlineData("revoked_at", "second first third")]
    [InlineData("revoked_by", "second first third")]
    [InlineData("expires_at", "first second third")]
    [InlineData("deleted_at", "first second third")]
    [InlineData("sales_channels.name", "first second third")]
    public async Task A_list_is_sorted_by_each_member(string order, string titles)
    {
        Assert.StartsWith(titles, await keys.TitlesAsync("order=" + order), StringComparison.Ordinal);
        Assert.Equal(3, (await keys.TitlesAsync("order=-" + order)).Split(' ').Length);
    }

    [Fact]
    public async Task What_is_answered_is_counted_and_says_the_page()
    {
        var answer = await keys.Owner.GetAsync("/admin/api-keys?q=ir%20sk_&limit=1&offset=1");

        Assert.Equal((2, 1, 1), ((int)answer.Body["count"]!, (int)answer.Body["offset"]!, (int)answer.Body["limit"]!));
        Assert.Equal(JsonValueKind.Array, answer.Body["api_keys"]!.GetValueKind());
    }
}
