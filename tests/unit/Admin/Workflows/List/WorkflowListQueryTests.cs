using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Components.Workflows.List;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Admin.Workflows.List;

public sealed class WorkflowListQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Plain_list_shows_everything() => Assert.Equal(new ListWorkflowExecutionsQuery(), Read("").ToModule(Now));

    [Fact]
    public void Invalid_names_are_ignored() =>
        Assert.Equal(Read(""), Read($"?workflow={new string('x', 101)}&by={new string('x', 65)}"));

    [Theory]
    [InlineData("hour", 1)]
    [InlineData("day", 24)]
    [InlineData("week", 24 * 7)]
    [InlineData("month", 24 * 30)]
    public void A_span_reaches_back_from_now(string since, int hours)
    {
        var query = Read($"?since={since}&page=2");

        Assert.Equal(Now.AddHours(-hours), query.ToModule(Now).StartedFrom);
        Assert.Equal(20, query.ToModule(Now).Offset);
    }

    private static WorkflowListQuery Read(string address) => new(new QueryValues(address));
}
