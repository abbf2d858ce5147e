using System.Net;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

public sealed class EventRouteTests(HttpFixture http) : IClassFixture<HttpFixture>
{
    [Fact]
    public async Task Audit_events_are_filtered_searched_and_paged()
    {
        var id = (string)(await http.Owner.CreateAsync("Event importer"))["id"]!;
        await http.Owner.PostAsync($"/admin/api-keys/{id}/revoke");

        var all = (await http.Owner.GetAsync($"/admin/audit-events?subject_id={id}")).Body;
        var created = (await http.Owner.GetAsync($"/admin/audit-events?q=EVENT%20import&action=created&subject_id={id}")).Body;
        var page = (await http.Owner.GetAsync($"/admin/audit-events?subject_id={id}&limit=1&offset=1")).Body;

        Assert.Equal(["revoked", "created"], all["events"]!.AsArray().Select(change => (string?)change!["action"]));
        Assert.Equal((1, "created", "secret"), ((int)created["count"]!, (string?)created["events"]![0]!["action"], (string?)created["events"]![0]!["key_type"]));
        Assert.Equal((2, "created"), ((int)page["count"]!, (string?)page["events"]![0]!["action"]));
    }

    [Theory]
    [InlineData("?action=bogus", "for field 'action', but got: 'bogus'")]
    [InlineData("?q[]=x", "Expected type: 'string' for field 'q', got: 'array'")]
    [InlineData("?limit=10001", "Field 'limit' is from 0 to 10000")]
    [InlineData("?order=at", "Unrecognized fields: 'order'")]
    [InlineData("?at=yesterday", "Expected type: 'ISO 8601 time' for field 'at', got: 'yesterday'")]
    public async Task A_bad_parameter_is_named(string query, string problem)
    {
        var answer = await http.Owner.GetAsync("/admin/audit-events" + query);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_data"), (answer.Status, answer.Type));
        Assert.Contains(problem, answer.Message, StringComparison.Ordinal);
    }
}
