using System.Net;
using AngleSharp.Dom;
using ApiKeys.Admin.Components.Keys.Page;
using ApiKeys.Admin.Identity;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.UnitTests.Module.Usage;
using ApiKeys.UnitTests.Module.Verification;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.UnitTests.Admin.Keys.Page;

/// <summary>A roll whose old key still works, on the pages of both keys.</summary>
public sealed class RollPanelTests : DashboardTestContext
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Page_of_either_key_says_when_the_old_one_is_revoked_and_offers_the_acts(bool onOldPage)
    {
        var (old, replacement) = await RollAsync();

        var page = OpenPage(onOldPage ? old : replacement);

        var panel = Panel(page);
        Assert.Contains("The old key is revoked in 1 h", Words(panel), StringComparison.Ordinal);
        Assert.Equal(["Finish now", "Extend", "Abort roll"], panel.QuerySelectorAll(".roll-acts button").Select(button => button.TextContent));
        Assert.Equal($"/keys/{(onOldPage ? replacement : old).Key.Id}", panel.QuerySelector(".roll-end a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Viewer_sees_the_roll_without_its_acts()
    {
        Operator.SignIn(AdminRoles.Viewer);
        var (old, _) = await RollAsync();

        Assert.Empty(Panel(OpenPage(old)).QuerySelectorAll(".roll-acts"));
    }

    [Fact]
    public async Task Only_callers_that_used_the_old_key_since_the_roll_are_still_on_it()
    {
        var old = await AddKeyAsync("Importer");
        await UseAsync(old, "203.0.113.7");
        Time.Advance(TimeSpan.FromMinutes(1));
        var (_, replacement) = await RollAsync(old);
        Time.Advance(TimeSpan.FromMinutes(1));
        await UseAsync(old, "203.0.113.8");

        var page = OpenPage(replacement);

        page.WaitForAssertion(() => Assert.Equal(["203.0.113.8"], page.FindAll(".old-key-callers code").Select(address => address.TextContent)));
    }

    [Fact]
    public async Task Finishing_asks_whether_it_is_safe_and_revokes_the_old_key()
    {
        var (old, replacement) = await RollAsync();
        var page = OpenPage(replacement);

        await PressAsync(page, "Finish now");
        Assert.Equal("Finish the roll of “Importer”", Dialogs.Find("h2").TextContent);
        Assert.Contains("Never used", Dialogs.Markup, StringComparison.Ordinal);
        await SendAsync();

        Assert.Equal((ApiKeyStatus.Revoked, ApiKeyStatus.Active), await StatusesAsync(old, replacement));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".roll-acts")));
    }

    [Fact]
    public async Task Roll_that_was_aborted_meanwhile_is_not_finished()
    {
        var (old, replacement) = await RollAsync();
        var page = OpenPage(replacement);
        await PressAsync(page, "Finish now");
        await Module.AbortRollAsync(replacement.Key.Id);

        await SendAsync();

        Assert.Equal((ApiKeyStatus.Active, ApiKeyStatus.Revoked), await StatusesAsync(old, replacement));
        Assert.Contains("doesn't work any more. Nothing was changed.", Dialogs.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extending_moves_the_scheduled_revocation_and_keeps_its_reason()
    {
        var (old, replacement) = await RollAsync();
        var page = OpenPage(replacement);

        await PressAsync(page, "Extend");
        await SendAsync();

        Assert.Equal(Time.GetUtcNow().AddHours(25), (await Module.RetrieveAsync(old.Key.Id)).RevokedAt);
        page.WaitForAssertion(() => Assert.Contains("The old key is revoked in 1 d", Words(Panel(page)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Extending_to_an_earlier_time_is_refused_at_the_field()
    {
        JSInterop.Setup<string?>("apiKeysTimes.moment", "2026-03-14T12:30").SetResult("2026-03-14T12:30:00.000Z");
        var (old, replacement) = await RollAsync();
        var end = (await Module.RetrieveAsync(old.Key.Id)).RevokedAt;

        await PressAsync(OpenPage(replacement), "Extend");
        await Dialogs.FindAll("input[type=radio]")[3].ChangeAsync(new ChangeEventArgs { Value = "on" });
        await Dialogs.Find("input[type=datetime-local]").InputAsync(new ChangeEventArgs { Value = "2026-03-14T12:30" });
        await SendAsync();

        Assert.Contains("Choose a time after the scheduled revocation.", Dialogs.Find(".field-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(end, (await Module.RetrieveAsync(old.Key.Id)).RevokedAt);
    }

    [Fact]
    public async Task Aborting_keeps_the_old_key_revokes_the_new_one_and_ends_the_roll()
    {
        var (old, replacement) = await RollAsync();
        var page = OpenPage(old);

        await PressAsync(page, "Abort roll");
        await Dialogs.Find("textarea").InputAsync(new ChangeEventArgs { Value = "Too early" });
        await SendAsync();

        Assert.Equal((ApiKeyStatus.Active, ApiKeyStatus.Revoked), await StatusesAsync(old, replacement));
        Assert.Equal("Too early", (await Module.RetrieveAsync(replacement.Key.Id)).RevokeReason);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section[aria-labelledby=roll]")));
        Assert.Contains("The roll was aborted: the new key was revoked", Words(page.Find(".history")), StringComparison.Ordinal);
        Assert.Empty(OpenPage(replacement).FindAll("section[aria-labelledby=roll]"));
    }

    [Fact]
    public async Task Roll_that_someone_extended_meanwhile_is_aborted_only_when_sent_again()
    {
        var (old, replacement) = await RollAsync();
        await PressAsync(OpenPage(old), "Abort roll");
        await ExtendAsync(old);

        await SendAsync();
        Assert.Contains("The old key: It is now set to be revoked in 5 h.", Dialogs.Find(".mud-dialog-actions [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal((ApiKeyStatus.Revoking, ApiKeyStatus.Active), await StatusesAsync(old, replacement));

        await SendAsync();
        Assert.Equal((ApiKeyStatus.Active, ApiKeyStatus.Revoked), await StatusesAsync(old, replacement));
    }

    [Fact]
    public async Task Roll_whose_old_key_has_ended_meanwhile_is_not_aborted_and_says_so()
    {
        var (old, replacement) = await RollAsync();
        await PressAsync(OpenPage(old), "Abort roll");
        await Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = old.Key.Id }, TestModule.Sam, cancellationToken: Cancellation);

        await SendAsync();

        Assert.Contains("an ended key can't work again", Dialogs.Find(".mud-dialog-actions [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal((ApiKeyStatus.Revoked, ApiKeyStatus.Active), await StatusesAsync(old, replacement));
    }

    [Fact]
    public async Task Open_page_follows_what_someone_else_does_with_the_roll()
    {
        var (old, replacement) = await RollAsync();
        var page = OpenPage(replacement);
        Panel(page);

        await ExtendAsync(old);
        await Module.LookAsync();
        Time.Advance(TimeSpan.FromMilliseconds(200));

        page.WaitForAssertion(() => Assert.Contains("The old key is revoked in 4 h 59 min", Words(Panel(page)), StringComparison.Ordinal));
    }

    private async Task<(CreatedApiKey Old, CreatedApiKey New)> RollAsync(CreatedApiKey? key = null)
    {
        var old = key ?? await AddKeyAsync("Importer");
        var rolled = await Module.Keys.RollAsync(
            new RollApiKeyRequest { Id = old.Key.Id, OldKeyEndsAfter = TimeSpan.FromHours(1) }, TestModule.Sam, cancellationToken: Cancellation);
        return (old, rolled.Value!);
    }

    private Task<ApiKeyResult<ApiKeyDetails>> ExtendAsync(CreatedApiKey old) =>
        Module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = old.Key.Id, After = TimeSpan.FromHours(5) }, TestModule.Sam, cancellationToken: Cancellation);

    private Task UseAsync(CreatedApiKey key, string address) => Module.UseAsync(key, new ApiKeyCaller(IPAddress.Parse(address), "worker/1.0"));

    private async Task<(ApiKeyStatus Old, ApiKeyStatus New)> StatusesAsync(CreatedApiKey old, CreatedApiKey replacement) =>
        ((await Module.RetrieveAsync(old.Key.Id)).Status, (await Module.RetrieveAsync(replacement.Key.Id)).Status);

    private IRenderedComponent<KeyPage> OpenPage(CreatedApiKey created) =>
        Open<KeyPage>($"/keys/{created.Key.Id}", parameters => parameters.Add(page => page.Id, created.Key.Id));

    private static IElement Panel(IRenderedComponent<KeyPage> page) => page.WaitForElement("section[aria-labelledby=roll]");

    private async Task PressAsync(IRenderedComponent<KeyPage> page, string act)
    {
        Panel(page);
        _ = page.FindAll(".roll-acts button").Single(button => button.TextContent == act).ClickAsync();
        await Dialogs.WaitForElementAsync("form");
    }

    private Task SendAsync() => Dialogs.Find("form").SubmitAsync();

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
