using ApiKeys.Admin.Components.Palette;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Admin.Team;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.UnitTests.Admin.Palette;

public sealed class CommandPaletteTests : DashboardTestContext
{
    public CommandPaletteTests()
        : base(TeamTables.Configure)
    {
    }

    [Fact]
    public async Task Opened_palette_offers_the_actions_and_pages_of_the_user()
    {
        var palette = await OpenAsync();

        Type(palette, "");

        palette.WaitForAssertion(() => Assert.Equal(["Create secret key", "Create publishable key"], Lines(palette, "Actions")));
        Assert.Equal(
            ["Overview", "Publishable keys", "Secret keys", "Check a token", "Sales channels", "Policies", "Activity", "Workflows", "Settings", "API reference", "Team", "Account"],
            Lines(palette, "Pages"));
    }

    [Fact]
    public async Task A_viewer_is_offered_neither_acts_nor_the_team()
    {
        Operator.SignIn(AdminRoles.Viewer);
        var palette = await OpenAsync();

        Type(palette, "");

        palette.WaitForAssertion(() => Assert.Contains("Account", Lines(palette, "Pages")));
        Assert.Empty(Lines(palette, "Actions"));
        Assert.DoesNotContain("Team", Lines(palette, "Pages"));
    }

    [Theory]
    [InlineData("title")]
    [InlineData("id")]
    [InlineData("redacted token")]
    [InlineData("token")]
    public async Task A_key_is_found_by_its(string what)
    {
        var created = await AddKeyAsync("Warehouse sync");
        await AddKeyAsync("Importer");
        var palette = await OpenAsync();

        Type(palette, what switch
        {
            "title" => "sync WARE",
            "id" => created.Key.Id,
            "redacted token" => created.Key.Redacted,
            _ => created.Token!.Reveal(),
        });

        palette.WaitForAssertion(() => Assert.Equal(["Warehouse sync"], Lines(palette, "Keys")));
        Assert.Equal($"/keys/{created.Key.Id}", palette.Find("a[role=option]").GetAttribute("href"));
        Assert.DoesNotContain(created.Token!.Reveal(), palette.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_owner_finds_people_and_a_manager_does_not()
    {
        var palette = await OpenAsync();
        Type(palette, "mara@");
        palette.WaitForAssertion(() => Assert.Equal(["Mara"], Lines(palette, "People")));

        Operator.BecomeA(AdminRoles.Manager);
        Type(palette, "mara");
        palette.WaitForAssertion(() => Assert.Equal("Nothing here has “mara”.", palette.Find(".palette-note").TextContent));
    }

    [Fact]
    public async Task Search_without_results_says_so_and_announces_it()
    {
        await AddKeyAsync("Importer");
        var palette = await OpenAsync();

        Type(palette, "zanzibar");

        palette.WaitForAssertion(() => Assert.Equal("Nothing here has “zanzibar”.", palette.Find(".palette-note").TextContent));
        Assert.Equal("Nothing found", palette.Find("[role=status]").TextContent);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_at_the_field_and_stays()
    {
        var palette = await OpenAsync();

        Type(palette, "word ".PadRight(200, '.') + "!");

        palette.WaitForAssertion(() => Assert.Contains("at most 200 characters", palette.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal(201, palette.Find("input").GetAttribute("value")!.Length);
    }

    [Fact]
    public async Task A_search_that_fails_says_so_in_its_place()
    {
        var palette = await OpenAsync();
        DatabaseFails = true;

        Type(palette, "importer");

        palette.WaitForAssertion(() => Assert.NotEmpty(palette.Find("[role=alert]").TextContent));
        DatabaseFails = false;
    }

    private async Task<IRenderedComponent<CommandPalette>> OpenAsync()
    {
        await using var people = await TeamTables.CreateAsync(Module);
        people.AddPerson("user_mara", "Mara", AdminRoles.Viewer);
        await people.SaveChangesAsync(Cancellation);
        return Open<CommandPalette>("/");
    }

    private void Type(IRenderedComponent<CommandPalette> palette, string text)
    {
        palette.Find("input").Input(new ChangeEventArgs { Value = text });
        Time.Advance(TimeSpan.FromSeconds(1));
    }

    private static string[] Lines(IRenderedComponent<CommandPalette> palette, string group) =>
        [.. palette.FindAll($"[role=group][aria-label='{group}'] .palette-text").Select(line => line.TextContent)];
}
