using AngleSharp.Dom;
using ApiKeys.Admin.Components.Keys.Page;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Usage;
using Bunit;
using System.Net;

namespace ApiKeys.UnitTests.Admin.Usage;

/// <summary>How a key is used, on its page.</summary>
public sealed class KeyUseTests : DashboardTestContext
{
    [Fact]
    public async Task Key_nobody_has_used_says_so_and_what_will_be_here()
    {
        var key = (await AddKeyAsync("Importer")).Key;

        var page = OpenPage(key.Id);

        page.WaitForAssertion(() => Assert.Equal("Not used yet", page.Find("section[aria-labelledby=use] .state h2").TextContent));
        Assert.Contains("show here within seconds", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uses_are_drawn_summed_up_and_their_callers_named()
    {
        var created = await AddKeyAsync("Importer");
        await Module.UseAsync(created);
        await Module.UseAsync(created, new ApiKeyCaller(IPAddress.IPv6Loopback, "curl/8.5", "/carts"));
        Module.Note(created.Key.Id, VerificationCode.InsufficientScope);

        var page = OpenPage(created.Key.Id);

        page.WaitForAssertion(() => Assert.Equal("2 accepted, 1 refused (scope missing)", page.Find(".use-sum").TextContent));
        Assert.StartsWith("Requests with this key, last 24 hours: 2 accepted", page.Find(".use-chart").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(24, page.FindAll(".use-chart-slot").Count);
        Assert.Equal("12:00 to 13:00 UTC\n2 accepted\n1 refused (scope missing)", page.FindAll(".use-chart-slot")[^1].GetAttribute("data-tip"));
        Assert.Equal("In use: 2 callers in the last hour", page.Find(".use-now strong").TextContent);
        Assert.Equal(3, page.FindAll(".caller-table tbody tr").Count);
        Assert.Equal(
            ["Accepted", "Accepted", "Refused: scope missing"],
            page.FindAll(".caller-table .chip").Select(chip => chip.TextContent.Trim()).Order(StringComparer.Ordinal));
        Assert.Contains("just now", page.Find(".page-header-facts").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_behind_the_chart_can_be_read_and_the_span_be_changed()
    {
        var created = await AddKeyAsync("Importer");
        await Module.UseAsync(created);
        var page = OpenPage(created.Key.Id);
        page.WaitForElement(".use-chart");

        await Press(page, "30 days");
        await Press(page, "Show numbers");

        var rows = page.FindAll(".use-table tbody tr");
        Assert.Equal(30, rows.Count);
        Assert.Equal(["Sat 14 Mar UTC", "1", "0"], rows[0].Children.Select(cell => cell.TextContent));
        Assert.Equal("true", Button(page, "30 days").GetAttribute("aria-pressed"));
        await Press(page, "Show chart");
        Assert.Equal(30, page.FindAll(".use-chart-slot").Count);
    }

    [Fact]
    public async Task Page_that_stays_open_follows_the_use()
    {
        var created = await AddKeyAsync("Importer");
        var page = OpenPage(created.Key.Id);
        page.WaitForElement("section[aria-labelledby=use] .state");

        await Module.UseAsync(created);
        Time.Advance(TimeSpan.FromSeconds(15));

        page.WaitForAssertion(() => Assert.Equal("1 accepted, 0 refused", page.Find(".use-sum").TextContent));
    }

    [Fact]
    public async Task Callers_of_a_publishable_key_are_not_shown_and_why_is_said()
    {
        var created = await AddKeyAsync("Storefront", ApiKeyType.Publishable);
        await Module.UseAsync(created);

        var page = OpenPage(created.Key.Id);

        page.WaitForAssertion(() => Assert.Equal("1 accepted, 0 refused", page.Find(".use-sum").TextContent));
        Assert.Empty(page.FindAll(".caller-table"));
        Assert.Contains("Callers of a publishable key are shoppers", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_callers_are_shown_in_part_until_all_are_asked_for()
    {
        var created = await AddKeyAsync("Importer");
        for (var i = 0; i < 12; i++)
        {
            await Module.UseAsync(created, new ApiKeyCaller(IPAddress.Loopback, $"worker/{i}"));
        }

        var page = OpenPage(created.Key.Id);
        page.WaitForAssertion(() => Assert.Equal(10, page.FindAll(".caller-table tbody tr").Count));
        await Press(page, "Show all 12 callers");

        Assert.Equal(12, page.FindAll(".caller-table tbody tr").Count);
    }

    [Fact]
    public async Task Dead_key_that_is_used_says_who_uses_it_and_since_when()
    {
        var created = await AddKeyAsync("Importer");
        await RevokeAsync(created.Key.Id);
        Time.Advance(TimeSpan.FromMinutes(5));
        await Module.UseAsync(created);
        await Module.UseAsync(created);
        Time.Advance(TimeSpan.FromMinutes(2));

        var page = OpenPage(created.Key.Id);

        page.WaitForAssertion(() => Assert.Equal("This revoked key is still being used", page.Find(".ended-key h2").TextContent));
        Assert.Contains("1 caller called 2 times since 14 Mar 2026, 12:05:00 UTC, the last", Words(page.Find(".ended-key")), StringComparison.Ordinal);
        Assert.Equal("203.0.113.7", page.Find(".ended-key-callers code").TextContent);
        Assert.Contains("alert-error", page.Find(".ended-key").ClassList);
    }

    [Fact]
    public async Task Dead_key_that_was_used_long_ago_is_told_of_more_calmly()
    {
        var created = await AddKeyAsync("Importer");
        await RevokeAsync(created.Key.Id);
        await Module.UseAsync(created);
        Time.Leap(TimeSpan.FromDays(8), living: TimeSpan.FromMinutes(1));

        var page = OpenPage(created.Key.Id);

        page.WaitForAssertion(() => Assert.Equal("This revoked key was used after its end", page.Find(".ended-key h2").TextContent));
        Assert.Contains("alert-warning", page.Find(".ended-key").ClassList);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Roll_shows_old_against_new_traffic_on_the_page_of_either_key(bool onOldPage)
    {
        var (old, replacement) = await RollAsync(TimeSpan.FromHours(1));
        await Module.UseAsync(old);
        await Module.UseAsync(replacement);
        await Module.UseAsync(replacement);

        var page = OpenPage(onOldPage ? old.Key.Id : replacement.Key.Id);

        var roll = page.WaitForElement("section[aria-labelledby=roll]");
        Assert.Contains(
            "The old key was last used just now, by 1 caller in the last hour. The new one has taken 2 requests.", roll.TextContent, StringComparison.Ordinal);
        Assert.Equal("1 with the old key, 2 with the new one", roll.QuerySelector(".use-sum")!.TextContent);
        Assert.NotNull(roll.QuerySelector(".use-verdict-pending"));
    }

    [Fact]
    public async Task Roll_of_a_key_that_was_never_used_shows_no_empty_chart()
    {
        var (old, _) = await RollAsync(TimeSpan.FromHours(1));

        var page = OpenPage(old.Key.Id);

        var roll = page.WaitForElement("section[aria-labelledby=roll]");
        page.WaitForAssertion(() => Assert.NotNull(page.Find("section[aria-labelledby=roll] .use-verdict-active")));
        Assert.Null(roll.QuerySelector(".use-sum"));
    }

    [Fact]
    public async Task Roll_whose_old_key_is_quiet_says_so_until_the_old_key_ends()
    {
        var created = await AddKeyAsync("Importer");
        await Module.UseAsync(created);
        Time.Leap(TimeSpan.FromHours(2), living: TimeSpan.FromMinutes(1));
        var (old, _) = await RollAsync(TimeSpan.FromHours(3), created);

        var page = OpenPage(old.Key.Id);

        var roll = page.WaitForElement("section[aria-labelledby=roll]");
        Assert.Contains("No one has used the old key since the new one became active; its last use was 2 h ago.", roll.TextContent, StringComparison.Ordinal);
        Assert.NotNull(roll.QuerySelector(".use-verdict-active"));
        Time.Leap(TimeSpan.FromHours(3), living: TimeSpan.FromMinutes(1));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section[aria-labelledby=roll]")));
    }

    [Fact]
    public async Task Old_key_that_is_revoked_and_still_used_shows_beside_the_new_one()
    {
        var (old, replacement) = await RollAsync(TimeSpan.Zero);
        await Module.UseAsync(old);

        var page = OpenPage(replacement.Key.Id);

        var roll = page.WaitForElement("section[aria-labelledby=roll]");
        Assert.Contains(
            "The old key is revoked and still being used by 1 caller, last just now; each request is refused. The new one has taken no request yet.",
            roll.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Use_that_cannot_be_read_leaves_the_rest_of_the_page_and_can_be_tried_again()
    {
        var created = await AddKeyAsync("Importer");
        await Module.UseAsync(created);
        var page = OpenPage(created.Key.Id);
        page.WaitForElement(".use-chart");

        DatabaseFails = true;
        Time.Advance(TimeSpan.FromSeconds(15));
        page.WaitForAssertion(() => Assert.Contains("Couldn't refresh its use", page.Markup, StringComparison.Ordinal));

        Assert.NotEmpty(page.FindAll(".use-chart"));
        Assert.NotEmpty(page.FindAll(".history"));
        DatabaseFails = false;
        Time.Advance(TimeSpan.FromSeconds(15));
        page.WaitForAssertion(() => Assert.DoesNotContain("Couldn't refresh its use", page.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<KeyPage> OpenPage(string id) =>
        Open<KeyPage>($"/keys/{id}", parameters => parameters.Add(page => page.Id, id));

    private async Task RevokeAsync(string id) =>
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = id }, TestModule.Sam, cancellationToken: Cancellation);

    private async Task<(CreatedApiKey Old, CreatedApiKey New)> RollAsync(TimeSpan endsAfter, CreatedApiKey? key = null)
    {
        var old = key ?? await AddKeyAsync("Importer");
        var rolled = await Module.Keys.RollAsync(
            new RollApiKeyRequest { Id = old.Key.Id, OldKeyEndsAfter = endsAfter }, TestModule.Sam, cancellationToken: Cancellation);
        return (old, rolled.Value!);
    }

    private static IElement Button(IRenderedComponent<KeyPage> page, string text) =>
        page.FindAll("section[aria-labelledby=use] button").Single(button => button.TextContent.Trim() == text);

    private static Task Press(IRenderedComponent<KeyPage> page, string text) => Button(page, text).ClickAsync();

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
