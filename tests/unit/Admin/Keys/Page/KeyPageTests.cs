using System.Text.Json.Nodes;
using ApiKeys.Admin.Components.Keys.Page;
using ApiKeys.Admin.Identity;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using Bunit;

namespace ApiKeys.UnitTests.Admin.Keys.Page;

public sealed class KeyPageTests : DashboardTestContext
{
    [Fact]
    public async Task A_key_shows_its_facts_its_history_and_the_runs_behind_it()
    {
        Operator.SignIn(AdminRoles.Owner);
        var created = await AddKeyAsync("Importer");
        Time.Advance(TimeSpan.FromSeconds(1));
        await Module.Keys.UpdateAsync(
            new UpdateApiKeyRequest { Id = created.Key.Id, Title = "Night importer" }, new Actor(Operator.Id), cancellationToken: Cancellation);

        var page = OpenPage(created.Key.Id);

        page.WaitForAssertion(() => Assert.Equal("Night importer", page.Find("h1").TextContent));
        Assert.Equal(["Updated", "Created"], page.FindAll(".history strong").Select(action => action.TextContent));
        Assert.Equal(("Importer", "Night importer"), (page.Find(".history del").TextContent, page.Find(".history ins").TextContent));
        Assert.Contains("Dana Reyes", page.Find(".history").TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.FindAll(".execution-table tbody th").Count);
        Assert.DoesNotContain(created.Token!.Reveal(), page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new string[0], "None: it can't do anything that needs a scope")]
    [InlineData(new[] { "orders:read", "stock:*" }, "orders:readstock:*")]
    [InlineData(new[] { "*" }, "* Everything")]
    public async Task What_a_secret_key_may_do_is_among_its_facts(string[] scopes, string words)
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await Module.Keys.UpdateAsync(new UpdateApiKeyRequest { Id = key.Id, Scopes = scopes }, TestModule.Sam, cancellationToken: Cancellation);

        var page = OpenPage(key.Id);

        page.WaitForAssertion(() => Assert.Equal(words, Words(FactOf(page, "Scopes"))));
    }

    [Fact]
    public async Task Revoked_key_is_not_said_to_be_rolled_or_in_use()
    {
        Operator.SignIn(AdminRoles.Owner);
        var created = await AddKeyAsync("Importer");
        await Module.Keys.AuthenticateAsync(created.Token!.Reveal(), ApiKeyType.Secret, cancellationToken: Cancellation);
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Key.Id }, TestModule.Sam, cancellationToken: Cancellation);

        var page = OpenPage(created.Key.Id);

        page.WaitForAssertion(() => Assert.Equal("Last used just now, before it was revoked", Words(page.Find(".use-now strong"))));
        Assert.Equal("Shown once, when the key was made.", Words(FactOf(page, "Token").QuerySelector(".muted")!));
    }

    [Fact]
    public async Task Replaced_key_offers_no_roll_and_says_of_none()
    {
        Operator.SignIn(AdminRoles.Owner);
        var old = (await AddKeyAsync("Importer")).Key;
        await Module.Keys.RollAsync(
            new RollApiKeyRequest { Id = old.Id, OldKeyEndsAfter = TimeSpan.FromHours(1) }, TestModule.Sam, cancellationToken: Cancellation);

        var page = OpenPage(old.Id);

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".lineage a")));
        Assert.DoesNotContain(page.FindAll("[role=menuitem], .page-header-actions .button"), act => act.TextContent.Contains("Roll", StringComparison.Ordinal));
        Assert.DoesNotContain("If it is lost", Words(FactOf(page, "Token")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(8, false)]
    public async Task An_expiry_within_a_week_is_pointed_out(int days, bool isPointedOut)
    {
        var key = (await AddKeyAsync("Importer", expiresAt: Time.GetUtcNow().AddDays(days))).Key;

        var page = OpenPage(key.Id);

        page.WaitForAssertion(() => Assert.Equal(isPointedOut, page.Find(".key-expiry").QuerySelector(".chip-pending") is not null));
        Assert.Contains($"Expires in {days} days", Words(page.Find(".key-expiry")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_tells_of_expiries_that_were_set_came_near_and_came()
    {
        var key = (await AddKeyAsync("Importer")).Key;
        await Module.MoveExpiryAsync(key.Id, TimeSpan.FromDays(8));
        Time.Leap(TimeSpan.FromDays(2));
        await Module.WarnAsync();
        Time.Leap(TimeSpan.FromDays(6));
        await Module.EndAsync();

        var page = OpenPage(key.Id);

        page.WaitForAssertion(() => Assert.Equal(
            ["Expired", "Expiry near", "Updated", "Created"], page.FindAll(".history strong").Select(action => action.TextContent)));
        var history = Words(page.Find(".history"));
        Assert.Contains("Expired on 22 Mar 2026, 12:00:00 UTC", history, StringComparison.Ordinal);
        Assert.Contains("6 days left", history, StringComparison.Ordinal);
        Assert.Contains("never → 22 Mar 2026, 12:00:00 UTC", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publishable_token_can_be_copied_at_any_time()
    {
        var created = await AddKeyAsync("Storefront", ApiKeyType.Publishable);

        var page = OpenPage(created.Key.Id);

        page.WaitForAssertion(() => Assert.Equal(created.Token!.Reveal(), page.Find("[data-copy]").GetAttribute("data-copy")));
    }

    [Fact]
    public async Task A_rolled_key_and_its_replacement_lead_to_each_other()
    {
        var old = (await AddKeyAsync("Importer")).Key;
        var replacement = (await Module.Keys.RollAsync(new RollApiKeyRequest { Id = old.Id }, TestModule.Sam, cancellationToken: Cancellation)).Value!.Key;

        var oldPage = OpenPage(old.Id);
        var newPage = OpenPage(replacement.Id);

        oldPage.WaitForAssertion(() => Assert.Contains($"/keys/{replacement.Id}", oldPage.Find(".lineage a").GetAttribute("href"), StringComparison.Ordinal));
        newPage.WaitForAssertion(() => Assert.Contains($"/keys/{old.Id}", newPage.Find(".lineage a").GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ApiKeyStatus.Active, "Roll key", "Revoke key")]
    [InlineData(ApiKeyStatus.Pending, "Confirm it is saved")]
    [InlineData(ApiKeyStatus.Revoking, "Change revocation", "Roll key")]
    [InlineData(ApiKeyStatus.Revoked, null)]
    public async Task The_acts_beside_the_title_fit_the_status(ApiKeyStatus status, string? primary, params string[] others)
    {
        var key = (await AddKeyAsync("Importer", pending: status == ApiKeyStatus.Pending)).Key;
        if (status is ApiKeyStatus.Revoking or ApiKeyStatus.Revoked)
        {
            var after = status == ApiKeyStatus.Revoking ? TimeSpan.FromHours(1) : TimeSpan.Zero;
            await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = key.Id, After = after }, TestModule.Sam, cancellationToken: Cancellation);
        }

        var page = OpenPage(key.Id);

        page.WaitForElement(".row-menu");
        Assert.Equal(primary, page.FindAll(".page-header-actions .button-primary").SingleOrDefault()?.TextContent.Trim());
        Assert.Equal(others, page.FindAll(".page-header-actions > .button-plain").Select(button => button.TextContent.Trim()));
    }

    [Fact]
    public async Task Rolls_of_a_key_stand_in_their_order_with_the_key_among_them()
    {
        var first = (await AddKeyAsync("Importer")).Key;
        var second = await RollAsync(first.Id);
        var third = await RollAsync(second);

        var page = OpenPage(second);

        page.WaitForAssertion(() => Assert.Equal(
            [$"/keys/{first.Id}", null, $"/keys/{third}"], page.FindAll(".lineage li").Select(key => key.QuerySelector("a")?.GetAttribute("href"))));
        Assert.Equal("This key", page.Find(".lineage [aria-current] strong").TextContent);
    }

    [Fact]
    public async Task Rolled_key_whose_old_key_is_deleted_says_so()
    {
        var first = (await AddKeyAsync("Importer")).Key;
        var second = await RollAsync(first.Id);
        await Module.Keys.DeleteAsync(first.Id, TestModule.Sam, cancellationToken: Cancellation);

        var page = OpenPage(second);

        page.WaitForAssertion(() => Assert.Equal("A deleted key", Words(page.Find(".lineage-note"))));
    }

    [Fact]
    public async Task Key_that_was_never_rolled_shows_no_rolls()
    {
        var page = OpenPage((await AddKeyAsync("Importer")).Key.Id);

        page.WaitForElement(".history");
        Assert.Empty(page.FindAll(".lineage"));
    }

    [Theory]
    [InlineData(ApiKeyType.Secret)]
    [InlineData(ApiKeyType.Publishable)]
    public async Task Key_is_shown_as_the_HTTP_API_gives_it_without_its_token(ApiKeyType type)
    {
        var created = await AddKeyAsync("Importer", type);
        var page = OpenPage(created.Key.Id);
        page.WaitForElement("[role=menuitem]");

        _ = page.FindAll("[role=menuitem]").Single(item => item.TextContent.Trim() == "View as JSON").ClickAsync();
        var json = (await Dialogs.WaitForElementAsync(".key-json")).TextContent;

        var key = JsonNode.Parse(json)!["api_key"]!.AsObject();
        Assert.Equal((created.Key.Id, "active", "Importer"), ((string?)key["id"], (string?)key["status"], (string?)key["title"]));
        Assert.False(key.ContainsKey("token"));
        Assert.DoesNotContain(created.Token!.Reveal(), json, StringComparison.Ordinal);
        Assert.Equal(json, Dialogs.Find("[data-copy]").GetAttribute("data-copy"));
    }

    [Fact]
    public void A_key_that_never_was_is_said_to_be_unknown()
    {
        var page = OpenPage("apk_01NOPE");

        page.WaitForAssertion(() => Assert.Contains("This key does not exist", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_key_is_said_to_be_deleted_and_leads_to_its_activity()
    {
        var key = (await AddKeyAsync("Importer", pending: true)).Key;
        await Module.Keys.DeleteAsync(key.Id, TestModule.Sam, cancellationToken: Cancellation);

        var page = OpenPage(key.Id);

        page.WaitForAssertion(() => Assert.Contains("This key is deleted", page.Markup, StringComparison.Ordinal));
        Assert.NotEmpty(page.FindAll($"a[href='/activity?key={key.Id}']"));
    }

    [Fact]
    public async Task A_viewer_is_offered_no_acts()
    {
        Operator.SignIn(AdminRoles.Viewer);
        var key = (await AddKeyAsync("Importer")).Key;

        var page = OpenPage(key.Id);

        page.WaitForAssertion(() => Assert.Equal("Importer", page.Find("h1").TextContent));
        Assert.Empty(page.FindAll(".page-header-actions > button"));
        Assert.Equal(["View as JSON"], page.FindAll("[role=menuitem]").Select(item => item.TextContent.Trim()));
    }

    private async Task<string> RollAsync(string id) =>
        (await Module.Keys.RollAsync(new RollApiKeyRequest { Id = id }, TestModule.Sam, cancellationToken: Cancellation)).Value!.Key.Id;

    private IRenderedComponent<KeyPage> OpenPage(string id) =>
        Open<KeyPage>($"/keys/{id}", parameters => parameters.Add(page => page.Id, id));

    private static AngleSharp.Dom.IElement FactOf(IRenderedComponent<KeyPage> page, string label) =>
        page.FindAll(".fact").Single(fact => fact.QuerySelector("dt")!.TextContent == label).QuerySelector("dd")!;

    private static string Words(AngleSharp.Dom.IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
