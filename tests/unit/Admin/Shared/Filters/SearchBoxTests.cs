using ApiKeys.Admin.Components.Shared.Filters;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace ApiKeys.UnitTests.Admin.Shared.Filters;

public sealed class SearchBoxTests : ComponentTestContext
{
    private readonly List<string> _asked = [];

    [Fact]
    public async Task Typing_asks_once_after_a_pause()
    {
        var component = RenderBox("");

        await component.Find("input").InputAsync("ware");
        Time.Advance(TimeSpan.FromMilliseconds(200));
        await component.Find("input").InputAsync("warehouse");
        Time.Advance(TimeSpan.FromMilliseconds(200));
        var askedWhileTyping = _asked.Count;
        Time.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal(0, askedWhileTyping);
        component.WaitForAssertion(() => Assert.Equal(["warehouse"], _asked));
    }

    [Fact]
    public async Task Enter_asks_at_once_and_the_pause_does_not_ask_again()
    {
        var component = RenderBox("");

        await component.Find("input").InputAsync("warehouse");
        await component.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["warehouse"], _asked);
    }

    [Fact]
    public async Task Text_that_is_too_long_is_refused_at_the_field_and_not_searched_for()
    {
        var component = RenderBox("");
        await component.Find("input").InputAsync(new string('漢', 201));
        await component.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });

        Assert.Empty(_asked);
        Assert.Equal("Search for at most 200 characters; these are 201.", component.Find($"#{component.Find("input").GetAttribute("aria-describedby")}").TextContent);

        await component.Find("input").InputAsync(new string('漢', 200));
        await component.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" });
        Assert.Equal([new string('漢', 200)], _asked);
    }

    [Fact]
    public async Task Clearing_shows_everything_again()
    {
        var component = RenderBox("warehouse");

        await component.Find("button[aria-label='Clear search']").ClickAsync();

        Assert.Equal([""], _asked);
        Assert.Equal("", component.Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task A_render_of_the_page_keeps_what_is_being_typed()
    {
        var component = RenderBox("ware");

        await component.Find("input").InputAsync("warehouse");
        component.Render(parameters => parameters.Add(box => box.Value, "ware"));

        Assert.Equal("warehouse", component.Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task The_answer_to_what_was_asked_does_not_take_back_a_blank_or_what_came_after_it()
    {
        var component = RenderBox("");
        await TypeAndWaitAsync(component, "ware ");
        await component.Find("input").InputAsync("ware e");

        component.Render(parameters => parameters.Add(box => box.Value, "ware"));

        Assert.Equal(["ware"], _asked);
        Assert.Equal("ware e", component.Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task A_late_answer_does_not_take_the_place_of_a_newer_text()
    {
        var component = RenderBox("");
        await TypeAndWaitAsync(component, "ware");
        await TypeAndWaitAsync(component, "warehouse");

        component.Render(parameters => parameters.Add(box => box.Value, "ware"));

        Assert.Equal("warehouse", component.Find("input").GetAttribute("value"));
    }

    [Fact]
    public async Task A_value_that_nobody_typed_here_takes_the_place_of_the_text()
    {
        var component = RenderBox("");
        await TypeAndWaitAsync(component, "ware");
        component.Render(parameters => parameters.Add(box => box.Value, "ware"));
        await component.Find("input").InputAsync("warehouse");

        component.Render(parameters => parameters.Add(box => box.Value, ""));
        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("", component.Find("input").GetAttribute("value"));
        Assert.Equal(["ware"], _asked);
    }

    [Fact]
    public async Task What_must_not_be_passed_on_is_replaced_in_the_field_too()
    {
        var component = Render<SearchBox>(parameters => parameters
            .Add(box => box.Value, "")
            .Add(box => box.ValueChanged, _asked.Add)
            .Add(box => box.Redact, text => text.Replace("secret", "s…", StringComparison.Ordinal)));

        await TypeAndWaitAsync(component, "my secret");

        Assert.Equal(["my s…"], _asked);
        Assert.Equal("my s…", component.Find("input").GetAttribute("value"));
    }

    private async Task TypeAndWaitAsync(IRenderedComponent<SearchBox> component, string text)
    {
        var before = _asked.Count;
        await component.Find("input").InputAsync(text);
        Time.Advance(TimeSpan.FromSeconds(1));
        component.WaitForAssertion(() => Assert.Equal(before + 1, _asked.Count));
    }

    private IRenderedComponent<SearchBox> RenderBox(string value) =>
        Render<SearchBox>(parameters => parameters.Add(box => box.Value, value).Add(box => box.ValueChanged, _asked.Add));
}
