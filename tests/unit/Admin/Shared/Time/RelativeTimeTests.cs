using ApiKeys.Admin.Components.Shared.Time;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;

namespace ApiKeys.UnitTests.Admin.Shared.Time;

public sealed class RelativeTimeTests : ComponentTestContext
{
    [Fact]
    public void The_exact_time_can_be_reached_by_keyboard()
    {
        var component = Render<RelativeTime>(parameters => parameters.Add(time => time.Value, Time.GetUtcNow().AddMinutes(-3)));

        var element = component.Find("time");
        Assert.Equal("3 min ago", element.TextContent);
        Assert.Equal("2026-03-14T11:57:00Z", element.GetAttribute("datetime"));
        Assert.Equal("0", element.GetAttribute("tabindex"));
        Assert.Contains("11:57:00 UTC", element.GetAttribute("data-tip"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_stays_true_while_it_is_on_screen()
    {
        var component = Render<RelativeTime>(parameters => parameters.Add(time => time.Value, Time.GetUtcNow().AddMinutes(-3)));

        Time.Advance(TimeSpan.FromMinutes(2));

        component.WaitForAssertion(() => Assert.Equal("5 min ago", component.Find("time").TextContent));
    }

    [Fact]
    public void Without_a_time_it_says_so()
    {
        var component = Render<RelativeTime>(parameters => parameters.Add(time => time.Empty, "Not used yet"));

        Assert.Empty(component.FindAll("time"));
        Assert.Equal("Not used yet", component.Find("span").TextContent);
    }
}
