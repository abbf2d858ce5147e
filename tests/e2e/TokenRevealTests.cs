using System.Text.RegularExpressions;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class TokenRevealTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Night job";

    [Fact]
    public async Task A_closed_tab_leaves_a_Pending_key_that_refuses_until_it_is_confirmed_from_the_list()
    {
        var (server, page, reveal) = await RevealAsync();
        var token = await reveal.TokenAsync();
        var list = await InAnotherTabAsync(page);
        await page.CloseAsync();
        await Expect(list.Row(Title)).ToContainTextAsync("Pending");
        await Expect(list.Row(Title)).ToContainTextAsync(new Regex("Confirm within 1[45] min"));
        Assert.Equal(VerificationCode.Pending, await server.AuthenticateAsync(token));

        await list.ChooseAsync(Title, "Confirm it is saved");
        var confirm = await KeyDialog.AtAsync(list.Page, $"Confirm that the secret is saved: “{Title}”");
        Assert.False(await BrowserTraces.HoldAsync(list.Page, token));
        await confirm.FinishAsync("It is saved");

        await Expect(list.Row(Title)).ToContainTextAsync("Active");
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(token));
    }

    [Fact]
    public async Task A_Pending_key_can_be_discarded_from_the_list()
    {
        var (server, page, reveal) = await RevealAsync();
        var token = await reveal.TokenAsync();
        var list = await InAnotherTabAsync(page);

        await list.ChooseAsync(Title, "Discard key");
        await (await KeyDialog.AtAsync(list.Page, $"Discard “{Title}”")).FinishAsync("Discard key");

        await Expect(list.Page.Heading("No secret keys yet", 2)).ToBeVisibleAsync();
        Assert.Equal(VerificationCode.NotFound, await server.AuthenticateAsync(token));
        await reveal.PressAsync("I have saved it");
        await Expect(reveal.Problem).ToContainTextAsync("Couldn't confirm the key");
        await reveal.FinishAsync("Close");
    }

    [Fact]
    public async Task An_unconfirmed_key_is_discarded_when_its_time_runs_out()
    {
        var (server, page, reveal) = await RevealAsync();
        var token = await reveal.TokenAsync();
        var list = await InAnotherTabAsync(page);
        await Expect(list.Row(Title)).ToContainTextAsync("Pending");

        server.Clock.Turn(TimeSpan.FromMinutes(16));

        await Expect(list.Page.Heading("No secret keys yet", 2)).ToBeVisibleAsync();
        Assert.Equal(VerificationCode.NotFound, await server.AuthenticateAsync(token));
        await Expect(reveal.Self).ToContainTextAsync("its time has run out");
    }

    [Fact]
    public async Task Neither_Esc_nor_the_backdrop_nor_Back_leaves_the_token()
    {
        var (_, page, reveal) = await RevealAsync();
        var token = await reveal.TokenAsync();

        await page.Keyboard.PressAsync("Escape");
        await page.Mouse.ClickAsync(4, 4);
        await page.EvaluateAsync("history.back()");

        await Expect(reveal.Problem).ToContainTextAsync("Confirm that you have saved it, or discard the key, before you leave.");
        await Expect(reveal.Field).ToHaveValueAsync(token);
        await reveal.ConfirmAsync();
    }

    [Fact]
    public async Task Closing_the_tab_over_an_unsaved_token_asks_first()
    {
        var (_, page, reveal) = await RevealAsync();
        await reveal.Copy.ClickAsync();
        var asked = new TaskCompletionSource<string>();
        page.Dialog += async (_, dialog) =>
        {
            await dialog.DismissAsync();
            asked.TrySetResult(dialog.Type);
        };

        await page.CloseAsync(new() { RunBeforeUnload = true });

        Assert.Equal("beforeunload", await asked.Task.WaitAsync(Cancelled));
        await Expect(reveal.Field).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_blocked_clipboard_is_said_and_the_token_can_still_be_selected_and_confirmed()
    {
        var (server, page, reveal) = await RevealAsync(blockClipboard: true);
        var token = await reveal.TokenAsync();

        await reveal.Copy.ClickAsync();

        await Expect(reveal.CopyState).ToHaveTextAsync("Couldn't reach the clipboard: select and copy it");
        await reveal.Field.FocusAsync();
        Assert.Equal(token, await page.EvaluateAsync<string>(
            "(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.activeElement)"));
        await reveal.ConfirmAsync();
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(token));
    }

    private async Task<(AdminServer Server, IPage Page, TokenReveal Reveal)> RevealAsync(bool blockClipboard = false)
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenAsync(server, clipboard: !blockClipboard);
        if (blockClipboard)
        {
            await page.AddInitScriptAsync(
                """
                navigator.clipboard.writeText = () => Promise.reject(new DOMException("blocked", "NotAllowedError"));
                document.execCommand = () => false;
                """);
        }

        await SignInAsync(page, Person.Olga);
        var list = await KeyListPage.OpenAsync(page);
        return (server, page, await (await list.CreateAsync()).CreateSecretAsync(Title));
    }

    private static async Task<KeyListPage> InAnotherTabAsync(IPage page)
    {
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/secret-keys");
        return await KeyListPage.AtAsync(other);
    }
}
