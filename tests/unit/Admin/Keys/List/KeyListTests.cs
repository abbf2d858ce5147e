using ApiKeys.Admin.Components.Keys.List;
using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Identity;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Usage;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Keys.List;

public sealed class KeyListTests : DashboardTestContext
{
    [Fact]
    public async Task A_list_shows_its_type_newest_first_and_counts_in_words()
    {
        await AddKeyAsync("Importer");
        Time.Advance(TimeSpan.FromMinutes(1));
        await AddKeyAsync("Warehouse sync");
        await AddKeyAsync("Storefront", ApiKeyType.Publishable);

        var list = Open("/secret-keys");

        list.WaitForAssertion(() => Assert.Equal(["Warehouse sync", "Importer"], Titles(list)));
        Assert.Equal("2 keys", list.Find(".toolbar-count").TextContent);
    }

    // Each component of an open page takes about 2 KB of the server's memory until the page is closed.
    [Fact]
    public async Task A_row_takes_at_most_five_components()
    {
        const int rows = 5;
        await AddKeyAsync("Key");
        var one = Open("/secret-keys");
        one.WaitForAssertion(() => Assert.Single(Titles(one)));
        for (var i = 0; i < rows; i++)
        {
            await AddKeyAsync($"Key {i}");
        }

        var more = Open("/secret-keys");
        more.WaitForAssertion(() => Assert.Equal(rows + 1, Titles(more).Length));

        var inRows = more.FindComponents<IComponent>().Count - one.FindComponents<IComponent>().Count;
        Assert.InRange(inRows, rows, 5 * rows);
    }

    [Fact]
    public async Task Search_status_sort_and_page_come_from_the_address()
    {
        await AddKeyAsync("Warehouse A");
        await AddKeyAsync("Warehouse B");
        await AddKeyAsync("Importer");
        await AddKeyAsync("Warehouse pending", pending: true);

        var list = Open("/secret-keys?q=warehouse&status=active&sort=title&page=1");

        list.WaitForAssertion(() => Assert.Equal(["Warehouse A", "Warehouse B"], Titles(list)));
        Assert.Equal("2 of 4 keys", list.Find(".toolbar-count").TextContent);
        Assert.Equal("warehouse", list.Find("input[type=search]").GetAttribute("value"));
        Assert.Equal("Active", list.Find(".filter[aria-pressed=true]").TextContent.Trim());
        Assert.Equal("ascending", list.FindAll("th[aria-sort]").Single().GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task A_pasted_token_finds_its_key_and_stays_out_of_the_address_and_the_field()
    {
        var created = await AddKeyAsync("Importer");
        await AddKeyAsync("Warehouse sync");
        var token = created.Token!.Reveal();
        var list = Open("/secret-keys");
        list.WaitForElement("input[type=search]");

        await list.Find("input[type=search]").InputAsync(new ChangeEventArgs { Value = $" {token}" });
        await list.Find("input[type=search]").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Enter" });

        list.WaitForAssertion(() => Assert.Equal(["Importer"], Titles(list)));
        Assert.Equal(created.Key.Redacted, System.Web.HttpUtility.ParseQueryString(new Uri(Navigation.Uri).Query)["q"]);
        Assert.DoesNotContain(token, list.Markup, StringComparison.Ordinal);
        Assert.Equal(created.Key.Redacted, list.Find("input[type=search]").GetAttribute("value")!.Trim());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_that_carries_a_token_is_replaced_by_one_that_does_not(bool circuitLives)
    {
        var created = await AddKeyAsync("Importer");
        var token = created.Token!.Reveal();
        SetRendererInfo(new RendererInfo("Server", circuitLives));

        Open($"/secret-keys?q={token}&status=active");

        var last = Services.GetRequiredService<BunitNavigationManager>().History.First();
        Assert.True(last.Options.ReplaceHistoryEntry);
        Assert.DoesNotContain(token, Navigation.Uri, StringComparison.Ordinal);
        Assert.Contains("status=active", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_goes_into_the_address()
    {
        await AddKeyAsync("Importer");
        var list = Open("/secret-keys?sort=title");
        list.WaitForElement(".filter");

        await list.FindAll(".filter").Single(chip => chip.TextContent.Trim() == "Revoked").ClickAsync();

        Assert.EndsWith("/secret-keys?sort=title&status=revoked", Navigation.Uri, StringComparison.Ordinal);
        list.WaitForAssertion(() => Assert.Contains("No key matches", list.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Use_of_the_last_days_is_drawn_and_said_in_words()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await AddKeyAsync("Never used");
        Module.Note(key.Id);
        Time.Advance(TimeSpan.FromDays(1));
        Module.Note(key.Id);
        Module.Note(key.Id);
        await Module.FlushAsync();

        var list = Open("/secret-keys?sort=title");

        var line = list.WaitForElement(".use-line");
        Assert.Equal("Accepted requests in the last 7 days: 3, 2 of them today", line.GetAttribute("aria-label"));
        Assert.Single(list.FindAll(".use-line"));
        Assert.EndsWith(" 45.3,10 54,2", line.QuerySelector("polyline")!.GetAttribute("points"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_is_added_chosen_and_removed()
    {
        await AddKeyAsync("Importer");
        var list = Open("/secret-keys");
        list.WaitForElement(".filter");
        Assert.Equal(["Expiry", "Last used", "Scope", "Owner"], Offered());

        await list.FindAll(".optional-filters [role=menuitem]").Single(item => item.TextContent == "Last used").ClickAsync();

        Assert.Equal(["Expiry", "Scope", "Owner"], Offered());
        Assert.EndsWith("/secret-keys", Navigation.Uri, StringComparison.Ordinal);
        await list.Find("select[aria-label='Last used']").ChangeAsync(new ChangeEventArgs { Value = "Never" });

        Assert.EndsWith("/secret-keys?used=never", Navigation.Uri, StringComparison.Ordinal);
        list.WaitForAssertion(() => Assert.Equal(["Importer"], Titles(list)));
        await list.Find("button[aria-label='Remove filter: Last used']").ClickAsync();

        Assert.EndsWith("/secret-keys", Navigation.Uri, StringComparison.Ordinal);
        Assert.Equal(["Expiry", "Last used", "Scope", "Owner"], Offered());

        IEnumerable<string> Offered() => list.FindAll(".optional-filters [role=menuitem]").Select(item => item.TextContent);
    }

    [Fact]
    public async Task Filters_of_a_link_are_shown_and_said_where_nothing_matches_and_cleared_together()
    {
        await AddKeyAsync("Importer");
        var list = Open("/secret-keys?scope=orders:read&expires=week&used=idle&size=50");

        list.WaitForAssertion(() => Assert.Contains(
            "None expires within 7 days and was last used 90 or more days ago and has the scope orders:read.", list.Markup, StringComparison.Ordinal));
        Assert.Equal(["Week", "Idle", "orders:read"], list.FindAll(".optional-filter select").Select(select => select.GetAttribute("value")));

        await list.FindAll("button").Single(button => button.TextContent.Trim() == "Clear filters").ClickAsync();

        Assert.EndsWith("/secret-keys?size=50", Navigation.Uri, StringComparison.Ordinal);
        list.WaitForAssertion(() => Assert.Equal(["Importer"], Titles(list)));
    }

    [Fact]
    public async Task A_page_past_the_end_leads_to_the_last()
    {
        for (var i = 0; i < ListQuery.DefaultPageSize + 1; i++)
        {
            await AddKeyAsync($"Key {i:00}");
        }

        var list = Open("/secret-keys?page=9&sort=title");

        list.WaitForAssertion(() => Assert.Equal(["Key 20"], Titles(list)));
        Assert.Contains("page=2", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_list_says_what_belongs_here_and_offers_to_make_one()
    {
        var list = Open("/secret-keys");

        list.WaitForAssertion(() => Assert.Equal("No secret keys yet", list.Find(".state h2").TextContent));
        Assert.Equal("Create secret key", list.Find(".state button").TextContent.Trim());
    }

    [Fact]
    public async Task A_viewer_sees_the_keys_and_no_acts()
    {
        await AddKeyAsync("Importer");
        Operator.SignIn(AdminRoles.Viewer);

        var list = Open("/secret-keys");

        list.WaitForAssertion(() => Assert.Equal(["Importer"], Titles(list)));
        Assert.Empty(list.FindAll(".row-menu, input[type=checkbox], .button-primary"));
        Assert.Contains("Your role lets you look", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_was_disabled_sees_nothing()
    {
        await AddKeyAsync("Importer");
        Operator.SignIn(AdminRoles.Owner);
        Operator.Disable();

        var list = Open("/secret-keys");

        list.WaitForAssertion(() => Assert.Equal("You are signed out", list.Find(".state h2").TextContent));
        Assert.Equal("/sign-in?returnUrl=%2Fsecret-keys", list.Find(".state a").GetAttribute("href"));
        Assert.DoesNotContain("Importer", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unreachable_database_is_said_and_can_be_retried()
    {
        await AddKeyAsync("Importer");
        DatabaseFails = true;
        var list = Open("/secret-keys");
        list.WaitForAssertion(() => Assert.Contains("Couldn't load the keys", list.Markup, StringComparison.Ordinal));

        DatabaseFails = false;
        await list.FindAll("button").Single(button => button.TextContent.Contains("Try again", StringComparison.Ordinal)).ClickAsync();

        list.WaitForAssertion(() => Assert.Equal(["Importer"], Titles(list)));
    }

    [Fact]
    public async Task A_scheduled_revocation_is_not_shown_as_revoked_until_it_comes()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await Module.Keys.RevokeAsync(
            new RevokeApiKeyRequest { Id = key.Id, After = TimeSpan.FromHours(2) }, TestModule.Sam, cancellationToken: Cancellation);
        var list = Open("/secret-keys");
        list.WaitForAssertion(() => Assert.Equal("Revokes in 2 h", list.Find(".chip").TextContent));

        Time.Leap(TimeSpan.FromHours(2), living: TimeSpan.FromMinutes(1));

        list.WaitForAssertion(() => Assert.Equal("Revoked", list.Find(".chip").TextContent));
    }

    [Fact]
    public async Task A_pending_key_says_how_long_it_can_be_confirmed()
    {
        await AddKeyAsync("Importer", pending: true);

        var list = Open("/secret-keys");

        list.WaitForAssertion(() => Assert.Equal("Confirm within 15 min", list.Find(".key-status-note").TextContent));
        Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("Confirm within 15 min", list.Find(".key-status-note").TextContent);
        Time.Advance(TimeSpan.FromMinutes(3));
        list.WaitForAssertion(() => Assert.Equal("Confirm within 12 min", list.Find(".key-status-note").TextContent));
    }

    [Fact]
    public async Task Selected_keys_are_revoked_together_and_the_others_are_named_as_left_out()
    {
        await AddKeyAsync("Importer");
        await AddKeyAsync("Warehouse sync");
        await AddKeyAsync("Unconfirmed", pending: true);
        var list = Open("/secret-keys");
        list.WaitForElement("thead input[type=checkbox]");

        await list.Find("thead input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        var opening = list.FindAll(".selection-bar button").Single(button => button.TextContent.Contains("Revoke 2 keys", StringComparison.Ordinal)).ClickAsync();
        Dialogs.WaitForElement(".affected-keys");
        Assert.Contains("1 key of your selection is not active and is left out", Dialogs.Markup, StringComparison.Ordinal);
        await Dialogs.Find("form").SubmitAsync();
        await opening;

        list.WaitForAssertion(() => Assert.Equal(2, list.FindAll(".chip-danger").Count));
        Assert.Empty(list.FindAll(".selection-bar"));
    }

    [Fact]
    public async Task Selection_survives_paging_and_sorting_and_says_how_many_are_on_other_pages()
    {
        await AddKeysAsync(45);
        var list = Open("/secret-keys?sort=title");
        list.WaitForElement("thead input[type=checkbox]");
        await list.Find("thead input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });

        await list.FindAll(".pager button")[^1].ClickAsync();
        list.WaitForAssertion(() => Assert.Equal("Key 21", Titles(list)[0]));
        await list.FindAll("tbody input[type=checkbox]")[0].ChangeAsync(new ChangeEventArgs { Value = true });
        Assert.Equal("21 keys selected, 20 on other pages", Said(list));

        await list.FindAll("th button")[0].ClickAsync();
        list.WaitForAssertion(() => Assert.Equal("Key 45", Titles(list)[0]));
        Assert.Equal("21 keys selected, all on other pages", Said(list));
    }

    [Fact]
    public async Task Selection_ends_when_the_list_shows_other_keys()
    {
        await AddKeysAsync(3);
        var list = Open("/secret-keys");
        list.WaitForElement("thead input[type=checkbox]");
        await list.Find("thead input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });

        await list.FindAll(".filter")[0].ClickAsync();

        list.WaitForAssertion(() => Assert.EndsWith("status=active", Navigation.Uri, StringComparison.Ordinal));
        list.WaitForAssertion(() => Assert.Empty(list.FindAll(".selection-bar")));
    }

    [Fact]
    public async Task All_keys_of_a_list_are_selected_and_revoked_in_one_act()
    {
        await AddKeysAsync(45);
        var list = Open("/secret-keys");
        list.WaitForElement("thead input[type=checkbox]");
        await list.Find("thead input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });

        await BarButton(list, "Select all 45 keys").ClickAsync();
        list.WaitForAssertion(() => Assert.Equal("45 keys selected, 25 on other pages", Said(list)));
        var opening = BarButton(list, "Revoke 45 keys").ClickAsync();
        Dialogs.WaitForElement(".affected-keys");
        await Dialogs.Find("form").SubmitAsync();
        await opening;

        var revoked = await Module.Keys.ListAsync(new() { Statuses = [ApiKeyStatus.Revoked], Limit = 100 }, Cancellation);
        Assert.Equal(45, revoked.Count);
    }

    [Fact]
    public async Task Selected_key_of_another_page_that_was_deleted_meanwhile_is_no_longer_selected()
    {
        await AddKeysAsync(21);
        var list = Open("/secret-keys?sort=title");
        list.WaitForElement("thead input[type=checkbox]");
        await list.FindAll("tbody input[type=checkbox]")[0].ChangeAsync(new ChangeEventArgs { Value = true });
        await list.FindAll("tbody input[type=checkbox]")[1].ChangeAsync(new ChangeEventArgs { Value = true });
        var first = (await Module.Keys.ListAsync(new() { Titles = ["Key 01"] }, Cancellation))[0];
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = first.Id }, TestModule.Sam, cancellationToken: Cancellation);
        await Module.Keys.DeleteAsync(first.Id, TestModule.Sam, cancellationToken: Cancellation);

        await list.FindAll("th button")[0].ClickAsync();

        list.WaitForAssertion(() => Assert.StartsWith("1 key selected", Said(list), StringComparison.Ordinal));
    }

    [Fact]
    public void Selection_holds_as_many_keys_as_one_act_takes()
    {
        var selection = new KeySelection();

        selection.Add(Enumerable.Range(0, 1100).Select(number => Details($"apk_{number}")));

        Assert.Equal((1000, true), (selection.Count, selection.IsFull));
        selection.Toggle(Details("apk_1050"));
        Assert.False(selection.Contains("apk_1050"));
    }

    [Fact]
    public async Task More_keys_than_are_rolled_at_once_are_said_and_the_others_stay_selected()
    {
        for (var number = 1; number <= 12; number++)
        {
            await AddKeyAsync($"Key {number:00}", ApiKeyType.Publishable);
        }

        var list = Open<PublishableKeysPage>("/publishable-keys");
        list.WaitForElement("thead input[type=checkbox]");
        await list.Find("thead input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        var opening = BarButton(list, "Roll 10 of 12 keys").ClickAsync();
        Dialogs.WaitForElement(".affected-keys");
        Assert.Contains("The other 2 keys stay selected.", Words(Dialogs.Find(".dialog-body")), StringComparison.Ordinal);
        await Dialogs.Find("form").SubmitAsync();
        await opening;

        list.WaitForAssertion(() => Assert.StartsWith("2 keys selected", Words(list.Find(".selection-bar p")), StringComparison.Ordinal));
        Assert.Equal(10, (await Module.Keys.ListAsync(new() { Statuses = [ApiKeyStatus.Revoking], Limit = 100 }, Cancellation)).Count);
    }

    [Fact]
    public async Task Selected_key_that_a_roll_has_replaced_is_not_rolled_again_from_another_page_of_the_list()
    {
        Operator.SignIn(AdminRoles.Owner);
        for (var number = 1; number <= 21; number++)
        {
            var key = (await AddKeyAsync($"Key {number:00}")).Key;
            if (number == 1)
            {
                await Module.Keys.RollAsync(
                    new RollApiKeyRequest { Id = key.Id, OldKeyEndsAfter = TimeSpan.FromHours(1) }, TestModule.Sam, cancellationToken: Cancellation);
            }
        }

        var list = Open("/secret-keys?sort=title");
        list.WaitForElement("thead input[type=checkbox]");
        await list.Find("thead input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });
        BarButton(list, "Roll 10 of 19 keys");

        await list.FindAll(".pager button")[^1].ClickAsync();

        list.WaitForAssertion(() => Assert.EndsWith("all on other pages", Said(list), StringComparison.Ordinal));
        BarButton(list, "Roll 10 of 19 keys");
    }

    [Fact]
    public async Task Replaced_key_offers_no_roll()
    {
        Operator.SignIn(AdminRoles.Owner);
        var old = (await AddKeyAsync("Importer")).Key;
        await Module.Keys.RollAsync(
            new RollApiKeyRequest { Id = old.Id, OldKeyEndsAfter = TimeSpan.FromHours(1) }, TestModule.Sam, cancellationToken: Cancellation);

        var list = Open("/secret-keys?status=revoking");

        list.WaitForAssertion(() => Assert.Equal(["Importer"], Titles(list)));
        Assert.Equal(
            ["Edit", "Cancel revocation", "Change revocation"], list.FindAll("tbody [role=menuitem]").Select(item => item.TextContent.Trim()));
    }

    [Fact]
    public async Task Before_the_circuit_lives_the_list_reads_nothing()
    {
        await AddKeyAsync("Importer");
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var list = Open("/secret-keys");

        Assert.NotEmpty(list.FindAll(".table-skeleton"));
        Assert.DoesNotContain("Importer", list.Markup, StringComparison.Ordinal);
    }

    private static string Said(IRenderedComponent<SecretKeysPage> list) => list.Find(".selection-bar p").TextContent.Trim();

    private static AngleSharp.Dom.IElement BarButton<T>(IRenderedComponent<T> list, string text)
        where T : IComponent => list.FindAll(".selection-bar button").Single(button => Words(button) == text);

    private static string Words(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static ApiKeyDetails Details(string id) => new()
    {
        Id = id,
        Type = ApiKeyType.Secret,
        Title = id,
        Description = "",
        Redacted = "sk_",
        PublicToken = null,
        Scopes = [],
        Status = ApiKeyStatus.Active,
        ActivatedAt = null,
        ExpiresAt = null,
        RevokedAt = null,
        RevokedBy = null,
        RevokeReason = null,
        ReplacesId = null,
        ReplacedEndsAfter = null,
        LastUsedAt = null,
        OwnedBy = null,
        CreatedBy = "user_sam",
        CreatedAt = TestModule.Start,
        UpdatedAt = TestModule.Start,
        SalesChannels = [],
        ConfirmBefore = null,
        Version = Guid.Empty,
    };

    private async Task AddKeysAsync(int count)
    {
        Operator.SignIn(AdminRoles.Owner);
        for (var number = 1; number <= count; number++)
        {
            await AddKeyAsync($"Key {number:00}");
        }
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<SecretKeysPage> Open(string address) => Open<SecretKeysPage>(address);

    private static string[] Titles(IRenderedComponent<SecretKeysPage> list) => [.. list.FindAll("tbody th").Select(cell => cell.TextContent.Trim())];
}
