using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.AspNetCore.Components;
using System.Globalization;

namespace ApiKeys.UnitTests.Admin.Shared.Lists;

public sealed class PagerTests : ComponentTestContext
{
    [Theory]
    [InlineData(0, 20, 240, "1–20 of 240 keys")]
    [InlineData(220, 20, 240, "221–240 of 240 keys")]
    [InlineData(0, 20, 12, "12 keys")]
    [InlineData(0, 20, 1, "1 key")]
    [InlineData(0, 20, 0, "No keys")]
    [InlineData(40, 20, 21, "Nothing here: there are 21 keys")]
    [InlineData(99980, 20, 100000, "99,981–100,000 of 100,000 keys")]
    public void Counts_are_said_in_words(int offset, int limit, int count, string words)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        var component = RenderPager(offset, limit, count, _ => { });

        Assert.Equal(words, component.Find("p").TextContent);
    }

    [Fact]
    public async Task Next_and_previous_move_by_one_page_and_never_before_the_first()
    {
        var offsets = new List<int>();

        await RenderPager(20, 20, 60, offsets.Add).FindAll("button")[1].ClickAsync();
        await RenderPager(10, 20, 60, offsets.Add).FindAll("button")[0].ClickAsync();

        Assert.Equal([40, 0], offsets);
    }

    [Fact]
    public void There_is_nothing_before_the_first_page_and_after_the_last()
    {
        var first = RenderPager(0, 20, 40, _ => { }).FindAll("button");
        var last = RenderPager(20, 20, 40, _ => { }).FindAll("button");

        Assert.True(first[0].HasAttribute("disabled"));
        Assert.False(first[1].HasAttribute("disabled"));
        Assert.False(last[0].HasAttribute("disabled"));
        Assert.True(last[1].HasAttribute("disabled"));
    }

    [Theory]
    [InlineData("7", 120)]
    [InlineData("0", 0)]
    [InlineData("-3", 0)]
    [InlineData("99", 220)]
    public async Task Jump_goes_to_a_page_that_there_is(string typed, int offset)
    {
        var offsets = new List<int>();

        await RenderPager(20, 20, 240, offsets.Add).Find(".pager-jump input").ChangeAsync(new ChangeEventArgs { Value = typed });

        Assert.Equal([offset], offsets);
    }

    [Fact]
    public async Task Invalid_page_number_is_ignored()
    {
        var offsets = new List<int>();
        var pager = RenderPager(20, 20, 240, offsets.Add);

        await pager.Find(".pager-jump input").ChangeAsync(new ChangeEventArgs { Value = "many" });

        Assert.Empty(offsets);
        Assert.Equal("2", pager.Find(".pager-jump input").GetAttribute("value"));
    }

    [Fact]
    public async Task Page_size_is_one_of_three()
    {
        var sizes = new List<int>();
        var pager = Render<Pager>(parameters => parameters
            .Add(pager => pager.Limit, 20).Add(pager => pager.Offset, 0).Add(pager => pager.Count, 21).Add(pager => pager.LimitChanged, sizes.Add));

        Assert.Equal(["20 a page", "50 a page", "100 a page"], pager.FindAll("option").Select(option => option.TextContent));
        await pager.Find("select").ChangeAsync(new ChangeEventArgs { Value = "100" });

        Assert.Equal([100], sizes);
    }

    private IRenderedComponent<Pager> RenderPager(int offset, int limit, int count, Action<int> changed) =>
        Render<Pager>(parameters => parameters
            .Add(pager => pager.Offset, offset)
            .Add(pager => pager.Limit, limit)
            .Add(pager => pager.Count, count)
            .Add(pager => pager.OffsetChanged, changed));
}
