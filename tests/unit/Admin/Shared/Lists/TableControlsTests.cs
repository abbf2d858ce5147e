using ApiKeys.Admin.Components.Shared.Filters;
using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Components.Shared.Menus;
using ApiKeys.Admin.Components.Theme;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;

namespace ApiKeys.UnitTests.Admin.Shared.Lists;

public sealed class TableControlsTests : ComponentTestContext
{
    [Fact]
    public async Task Only_the_sorted_column_shows_and_says_its_direction()
    {
        var asked = new List<string>();
        var sorted = RenderHeader("created", asked);
        var other = RenderHeader("title", asked);

        await other.Find("button").ClickAsync();

        Assert.Equal("descending", sorted.Find("th").GetAttribute("aria-sort"));
        Assert.NotEmpty(sorted.FindAll("svg"));
        Assert.False(other.Find("th").HasAttribute("aria-sort"));
        Assert.Empty(other.FindAll("svg"));
        Assert.Equal(["title"], asked);
    }

    [Fact]
    public async Task A_filter_is_pressed_and_released_without_touching_the_others()
    {
        var chosen = new List<IReadOnlySet<string>>();
        var component = Render<FilterChips<string>>(parameters => parameters
            .Add(chips => chips.Label, "Status")
            .Add(chips => chips.Options, [new("active", "Active", 12), new("revoked", "Revoked")])
            .Add(chips => chips.Selected, new HashSet<string> { "active" })
            .Add(chips => chips.SelectedChanged, chosen.Add));

        await component.FindAll("button")[1].ClickAsync();
        await component.FindAll("button")[0].ClickAsync();

        Assert.Equal(["true", "false"], component.FindAll("button").Select(button => button.GetAttribute("aria-pressed")));
        Assert.Equal(["active", "revoked"], chosen[0].Order());
        Assert.Empty(chosen[1]);
    }

    [Fact]
    public void A_row_menu_is_named_after_its_row()
    {
        var component = Render<RowMenu>(parameters => parameters
            .Add(menu => menu.Subject, "Warehouse sync")
            .Add(menu => menu.Acts, [new RowAct("Edit", AppIcons.Edit, () => Task.CompletedTask)]));

        Assert.Equal("Actions for Warehouse sync", component.Find("button").GetAttribute("aria-label"));
    }

    private IRenderedComponent<SortHeader> RenderHeader(string field, List<string> asked) =>
        Render<SortHeader>(parameters => parameters
            .Add(header => header.Label, field)
            .Add(header => header.Field, field)
            .Add(header => header.Current, "created")
            .Add(header => header.Descending, true)
            .Add(header => header.OnSort, asked.Add));
}
