using ApiKeys.Admin.Components.Keys;
using ApiKeys.Admin.Identity;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using MudBlazor;

namespace ApiKeys.UnitTests.Admin.Keys.Dialogs;

public sealed class TokenRevealTests : DashboardTestContext
{
    private Task<ApiKeyDetails?> _opening = Task.FromResult<ApiKeyDetails?>(null);

    [Fact]
    public async Task The_token_is_shown_in_a_field_that_can_be_selected_but_not_changed()
    {
        await RevealAsync();

        var field = Dialogs.Find("#revealed-token");
        Assert.True(field.HasAttribute("readonly"));
        var pending = await OnlyKeyAsync();
        Assert.StartsWith(pending.Redacted.Split('…')[0], field.GetAttribute("value"), StringComparison.Ordinal);
        Assert.Equal(ApiKeyStatus.Pending, pending.Status);
    }

    [Fact]
    public async Task Neither_escape_nor_the_backdrop_closes_it()
    {
        await RevealAsync();

        var options = ((IMudDialogInstance)Dialogs.FindComponent<MudDialogContainer>().Instance).Options;

        Assert.Equal((false, false), (options.CloseOnEscapeKey, options.BackdropClick));
        Assert.Empty(Dialogs.FindAll("[data-escape]"));
        Assert.NotEmpty(Dialogs.FindAll("#revealed-token"));
    }

    [Fact]
    public async Task Only_its_button_confirms()
    {
        await RevealAsync();

        Assert.Empty(Dialogs.FindAll("form, [type=submit]"));
        Assert.Equal("I have saved it", Dialogs.Find("[data-deliberate]").TextContent.Trim());
        Assert.Equal(Dialogs.Find("[data-copy]").Id, Dialogs.Find("#revealed-token").GetAttribute("data-enter-presses"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Copying_is_the_primary_act_until_it_was_tried(bool succeeds)
    {
        JSInterop.Setup<bool>("apiKeysClipboard.outcome", _ => true).SetResult(succeeds);
        await RevealAsync();
        Assert.Equal((true, false), (IsPrimary("[data-copy]"), IsPrimary("[data-deliberate]")));

        await Dialogs.Find("[data-copy]").ClickAsync();

        Assert.Equal((false, true), (IsPrimary("[data-copy]"), IsPrimary("[data-deliberate]")));
    }

    [Fact]
    public async Task Copying_from_the_field_counts_as_tried()
    {
        await RevealAsync();

        await Dialogs.Find("#revealed-token").TriggerEventAsync("oncopy", new Microsoft.AspNetCore.Components.Web.ClipboardEventArgs());

        Assert.True(IsPrimary("[data-deliberate]"));
    }

    [Fact]
    public async Task Snippets_are_copied_whole_and_only_those_that_need_the_token_have_it()
    {
        await RevealAsync();
        var token = Dialogs.Find("#revealed-token").GetAttribute("value")!;
        var shown = new Dictionary<string, string>();
        foreach (var index in Enumerable.Range(0, Dialogs.FindAll("[role=tab]").Count))
        {
            var tab = Dialogs.FindAll("[role=tab]")[index];
            await tab.ClickAsync();
            shown[tab.TextContent] = Dialogs.Find("[role=tabpanel] pre").TextContent;
            Assert.Equal(shown[tab.TextContent], Dialogs.Find("[role=tabpanel] [data-copy]").GetAttribute("data-copy"));
        }

        Assert.Equal(["HTTP header", "curl", ".env", "C#", "JavaScript"], shown.Keys);
        Assert.Equal(["HTTP header", "curl", ".env"], shown.Where(snippet => snippet.Value.Contains(token, StringComparison.Ordinal)).Select(snippet => snippet.Key));
        Assert.Equal($"STORE_API_KEY={token}", shown[".env"]);
    }

    [Fact]
    public async Task Arrow_keys_choose_a_snippet_and_the_file_counts_as_taken()
    {
        await RevealAsync();

        await Dialogs.Find("[role=tablist]").KeyDownAsync("ArrowLeft");
        Assert.Equal("JavaScript", Dialogs.Find("[role=tab][aria-selected=true]").TextContent);
        await Dialogs.Find("[role=tablist]").KeyDownAsync("ArrowRight");
        await Dialogs.Find("[role=tablist]").KeyDownAsync("ArrowRight");
        await Dialogs.Find("[role=tablist]").KeyDownAsync("ArrowRight");
        var file = Dialogs.Find("[data-download]");
        Assert.Equal(("store.env", "revealed-token", "STORE_API_KEY="), (file.GetAttribute("data-download"), file.GetAttribute("data-download-from"), file.GetAttribute("data-download-before")));
        await file.ClickAsync();

        Assert.True(IsPrimary("[data-deliberate]"));
    }

    [Fact]
    public async Task Leaving_is_stopped_and_said()
    {
        await RevealAsync();
        var navigation = Services.GetRequiredService<NavigationManager>();
        var before = navigation.Uri;

        await Dialogs.InvokeAsync(() => navigation.NavigateTo("/activity"));

        Assert.Equal(before, navigation.Uri);
        Dialogs.WaitForAssertion(() => Assert.Contains("The token is still here", Dialogs.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_is_held_from_the_press_on_Create_until_the_token_is_shown()
    {
        var expiry = JSInterop.Setup<string?>("apiKeysTimes.endOfDay", _ => true);
        Operator.SignIn(AdminRoles.Owner);
        var dialogs = Services.GetRequiredService<KeyDialogs>();
        _opening = Dialogs.InvokeAsync(() => dialogs.CreateAsync(ApiKeyType.Secret));
        await (await Dialogs.WaitForElementAsync("input.field-input")).InputAsync(new ChangeEventArgs { Value = "Importer" });
        await Dialogs.FindAll(".choice").Single(choice => choice.TextContent.Trim() == "On a date").QuerySelector("input")!.ChangeAsync(new ChangeEventArgs { Value = "on" });
        await Dialogs.Find("input[type=date]").InputAsync(new ChangeEventArgs { Value = "2026-05-01" });
        var navigation = Services.GetRequiredService<NavigationManager>();
        var before = navigation.Uri;

        var creating = Dialogs.Find("form").SubmitAsync();
        await Dialogs.InvokeAsync(() => navigation.NavigateTo("/activity"));
        Assert.Equal(before, navigation.Uri);
        Assert.Contains("The key is being created", Dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        expiry.SetResult("2026-05-01T22:00:00.000Z");
        await creating;

        await Dialogs.WaitForElementAsync("#revealed-token");
        await Dialogs.InvokeAsync(() => navigation.NavigateTo("/activity"));
        Assert.Equal(before, navigation.Uri);
    }

    [Fact]
    public async Task A_clipboard_out_of_reach_is_said_and_the_token_stays()
    {
        await RevealAsync();
        var token = Dialogs.Find("#revealed-token").GetAttribute("value");
        JSInterop.Setup<bool>("apiKeysClipboard.outcome", _ => true).SetResult(false);

        await Dialogs.Find("[data-copy]").ClickAsync();

        Assert.Equal("Couldn't reach the clipboard: select and copy it", Dialogs.Find(".copy-failed").TextContent);
        Assert.Equal(token, Dialogs.Find("#revealed-token").GetAttribute("value"));
    }

    [Fact]
    public async Task A_script_that_fails_does_not_take_the_token_along()
    {
        JSInterop.SetupVoid("Blazor._internal.domWrapper.focus", _ => true).SetException(new JSException("blocked"));

        await RevealAsync();

        Assert.NotEmpty(Dialogs.Find("#revealed-token").GetAttribute("value")!);
    }

    [Fact]
    public async Task Confirmed_the_key_works_and_the_token_is_gone()
    {
        await RevealAsync();
        var token = Dialogs.Find("#revealed-token").GetAttribute("value")!;

        await Button("I have saved it").ClickAsync();

        Assert.Equal(ApiKeyStatus.Active, (await _opening)?.Status);
        Assert.DoesNotContain(token, Dialogs.Markup + Messages.Markup, StringComparison.Ordinal);
        Assert.Contains("Importer", Messages.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discarded_the_key_is_gone()
    {
        await RevealAsync();

        await Button("Discard key").ClickAsync();

        Assert.Null(await _opening);
        Assert.Equal(0, await CountKeysAsync());
    }

    [Fact]
    public async Task Too_late_is_said_and_leaves_the_token_to_be_seen()
    {
        await RevealAsync();
        Time.Advance(TimeSpan.FromMinutes(16));

        await Button("I have saved it").ClickAsync();

        Assert.Contains("was not confirmed within 15 minutes", Dialogs.Find(".mud-dialog-actions [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(Dialogs.FindAll("#revealed-token"));
        Assert.True(Button("I have saved it").HasAttribute("disabled"));
        await Button("Close").ClickAsync();
        Assert.Null(await _opening);
    }

    [Fact]
    public async Task An_unreachable_database_while_confirming_loses_nothing()
    {
        await RevealAsync();
        DatabaseFails = true;
        await Button("I have saved it").ClickAsync();
        Assert.Contains("Couldn't confirm the key", Dialogs.Markup, StringComparison.Ordinal);

        DatabaseFails = false;
        await Button("I have saved it").ClickAsync();

        Assert.Equal(ApiKeyStatus.Active, (await _opening)?.Status);
    }

    [Fact]
    public async Task Without_a_permission_to_confirm_or_discard_nobody_is_locked_in()
    {
        await RevealAsync();
        Operator.BecomeA(AdminRoles.Viewer);

        await Button("Discard key").ClickAsync();
        await Button("Close").ClickAsync();

        Assert.Null(await _opening);
        Assert.Equal(ApiKeyStatus.Pending, (await OnlyKeyAsync()).Status);
    }

    [Fact]
    public async Task Signed_out_meanwhile_closing_it_starts_the_page_anew()
    {
        await RevealAsync();
        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        Operator.SignOut();

        await Button("Discard key").ClickAsync();
        var before = navigation.History.Count;
        await Button("Close").ClickAsync();

        Assert.Null(await _opening);
        Assert.Equal(before + 1, navigation.History.Count);
        Assert.True(navigation.History.First().Options.ForceLoad);
        Assert.Equal(NavigationState.Succeeded, navigation.History.First().State);
    }

    private async Task RevealAsync()
    {
        Operator.SignIn(AdminRoles.Owner);
        var dialogs = Services.GetRequiredService<KeyDialogs>();
        _opening = Dialogs.InvokeAsync(() => dialogs.CreateAsync(ApiKeyType.Secret));
        await (await Dialogs.WaitForElementAsync("input.field-input")).InputAsync(new ChangeEventArgs { Value = "Importer" });
        await Dialogs.Find("form").SubmitAsync();
        await Dialogs.WaitForElementAsync("#revealed-token");
    }

    private bool IsPrimary(string selector) => Dialogs.Find(selector).ClassList.Contains("button-primary");

    private AngleSharp.Dom.IElement Button(string text) => Dialogs.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private async Task<ApiKeyDetails> OnlyKeyAsync() => Assert.Single(await Module.Keys.ListAsync(new(), Cancellation));
}
