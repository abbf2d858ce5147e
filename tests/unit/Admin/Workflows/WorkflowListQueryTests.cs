using ApiKeys.Admin.Components.Workflows;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Admin.Workflows;

public sealed class WorkflowListQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_plain_list_has_the_plain_address_and_asks_for_everything()
    {
        var query = WorkflowListQuery.Parse(null, null, null, null, null, null);

        Assert.All(query.ToParameters().Values, Assert.Null);
        Assert.Equal(new ListWorkflowExecutionsQuery(), query.ToModule(Now));
        Assert.False(query.IsFiltered);
    }

    [Theory]
    [InlineData("supplier 100%&", "running,compensationfailed", "roll-api-key", "user_01DANA", "week", "3")]
    [InlineData(null, null, "gone-workflow", null, "hour", null)]
    public void What_is_asked_survives_the_way_through_the_address(
        string? search, string? state, string? workflow, string? by, string? since, string? page)
    {
        var query = WorkflowListQuery.Parse(search, state, workflow, by, since, page);

        var address = query.ToParameters().ToDictionary(pair => pair.Key, pair => pair.Value?.ToString());
        var again = WorkflowListQuery.Parse(
            address["q"], address["state"], address["workflow"], address["by"], address["since"], address["page"]);

        Assert.Equal(query, again);
        Assert.Equal(
            (search, state, workflow, by, since, page),
            (address["q"], address["state"], address["workflow"], address["by"], address["since"], address["page"]));
    }

    [Fact]
    public void What_makes_no_sense_is_left_out()
    {
        var query = WorkflowListQuery.Parse(" ", "done,7", new string('x', 101), new string('x', 65), "yesterday", "-1");

        Assert.Equal(new WorkflowListQuery(), query);
    }

    [Theory]
    [InlineData("hour", 1)]
    [InlineData("day", 24)]
    [InlineData("week", 24 * 7)]
    [InlineData("month", 24 * 30)]
    public void A_span_reaches_back_from_now(string since, int hours)
    {
        var query = WorkflowListQuery.Parse(null, null, null, null, since, "2");

        Assert.Equal(Now.AddHours(-hours), query.ToModule(Now).StartedFrom);
        Assert.Equal(WorkflowListQuery.PageSize, query.ToModule(Now).Offset);
    }

    [Fact]
    public void A_pasted_token_does_not_reach_the_address()
    {
        var query = WorkflowListQuery.Parse("sk_shop_Abcd0123456789012345678901234567890123456789abcdef", null, null, null, null, null);

        Assert.Equal("sk_shop_Abcd", query.ToParameters()["q"]);
    }

    [Fact]
    public void Another_filter_begins_at_the_first_page()
    {
        var query = WorkflowListQuery.Parse(null, null, null, null, null, "4");

        Assert.Equal(1, query.WithStates([WorkflowState.Running]).Page);
        Assert.Equal(1, query.WithSince(StartedWithin.Day).Page);
        Assert.Equal(new WorkflowListQuery(), query.WithoutFilters());
    }
}
