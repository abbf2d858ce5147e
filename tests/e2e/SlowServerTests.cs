using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

/// <summary>What is pressed while the server's answer is awaited.</summary>
public sealed class SlowServerTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Night/job";

    [Fact]
    public async Task Keys_pressed_before_the_dialog_is_there_are_its_own()
    {
        var (server, page, held) = await StartAsync();
        var list = await KeyListPage.OpenAsync(page);
        await page.TabToAsync(page.Button("Create secret key").First);
        held.Hold();

        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.TypeAsync("Night/jox");
        await page.Keyboard.PressAsync("Backspace");
        await page.Keyboard.TypeAsync("b");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("jobs:run");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Button("Create secret key").First).ToBeFocusedAsync();
        held.Release();

        var reveal = await TokenReveal.AtAsync(page, Title);
        await reveal.ConfirmAsync();
        var key = Assert.Single(await server.Keys.ListAsync(new(), Cancelled));
        Assert.Equal((Title, "jobs:run"), (key.Title, Assert.Single(key.Scopes)));
        await Expect(list.Search).ToHaveValueAsync("");
    }

    [Fact]
    public async Task Second_press_of_the_button_that_opens_a_dialog_is_the_same_press()
    {
        var (server, page, held) = await StartAsync();
        await server.CreateAsync(Title);
        await (await KeyListPage.OpenAsync(page)).OpenKeyAsync(Title);
        await page.TabToAsync(page.GetByRole(AriaRole.Main).Button("Roll key"));
        held.Hold();

        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Space");
        held.Release();

        var roll = await RollKeyDialog.ForAsync(page, Title);
        await roll.FinishAsync("Cancel");
        Assert.Single(await server.Keys.ListAsync(new(), Cancelled));
    }

    [Fact]
    public async Task Escape_pressed_before_the_dialog_is_there_closes_it()
    {
        var (_, page, held) = await StartAsync();
        await KeyListPage.OpenAsync(page);
        held.Hold();

        await page.Button("Create secret key").First.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        held.Release();
        await page.Button("Create secret key").First.ClickAsync();

        // Opened a second time, after the first was closed.
        await Expect((await CreateKeyDialog.AtAsync(page)).Title).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Silent_server_is_named_and_what_was_pressed_meanwhile_is_done_once()
    {
        var (server, page, held) = await StartAsync();
        await KeyListPage.OpenAsync(page);
        var create = page.Button("Create secret key").First;
        var waiting = page.GetByRole(AriaRole.Status).And(page.GetByText("Waiting for the server."));
        held.Hold();

        await create.ClickAsync();
        await Expect(waiting).ToBeVisibleAsync();
        await create.ClickAsync();
        await page.Keyboard.TypeAsync(Title);
        held.Release();

        var dialog = await CreateKeyDialog.AtAsync(page);
        await Expect(dialog.Title).ToHaveValueAsync(Title);
        await Expect(waiting).ToHaveCountAsync(0);

        held.Hold();
        await dialog.PressAsync("Create key");
        await Expect(waiting).ToBeVisibleAsync();
        await dialog.PressAsync("Create key");
        held.Release();
        await (await TokenReveal.AtAsync(page, Title)).ConfirmAsync();
        Assert.Single(await server.Keys.ListAsync(new(), Cancelled));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("At once")]
    public async Task Press_that_comes_before_the_token_is_drawn_does_not_take_it_away(string? rolledKeyEnds)
    {
        var (server, page, held) = await StartAsync();
        var dialog = await OpenAsync(server, page, rolledKeyEnds);
        var (button, keys, change, back) = rolledKeyEnds is null ? ("Create key", 1, "x", "Backspace") : ("Roll key", 2, "ArrowDown", "ArrowUp");
        held.Hold();

        // The server draws nothing more for a page that has acknowledged none of the last ten changes.
        for (var i = 0; i < 6; i++)
        {
            await page.Keyboard.PressAsync(change);
            await page.Keyboard.PressAsync(back);
        }

        await dialog.PressAsync(button);
        await Eventually.TrueAsync(async () => (await server.Keys.ListAsync(new(), Cancelled)).Count == keys, "the key is made");
        await dialog.PressAsync(button);
        held.Release();

        var reveal = await TokenReveal.AtAsync(page, Title, isRoll: rolledKeyEnds is not null);
        await reveal.ConfirmAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("At once")]
    public async Task Back_in_the_moment_of_the_press_keeps_the_token(string? rolledKeyEnds)
    {
        var (server, page, held) = await StartAsync();
        var dialog = await OpenAsync(server, page, rolledKeyEnds);
        var address = page.Url;
        held.Hold();

        await dialog.PressAsync(rolledKeyEnds is null ? "Create key" : "Roll key");
        await page.EvaluateAsync("history.back()");
        held.Release();

        var reveal = await TokenReveal.AtAsync(page, Title, isRoll: rolledKeyEnds is not null);
        await page.EvaluateAsync("history.back()");
        await Expect(reveal.Problem).ToContainTextAsync("Confirm that you have saved it, or discard the key, before you leave.");
        await Expect(page).ToHaveURLAsync(address);
        var token = await reveal.TokenAsync();
        await reveal.ConfirmAsync();
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("At once")]
    public async Task Closing_the_tab_in_the_moment_of_the_press_asks_first(string? rolledKeyEnds)
    {
        var (server, page, held) = await StartAsync();
        var dialog = await OpenAsync(server, page, rolledKeyEnds);
        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Dialog += async (_, question) =>
        {
            await question.DismissAsync();
            asked.TrySetResult(question.Type);
        };
        held.Hold();

        await dialog.PressAsync(rolledKeyEnds is null ? "Create key" : "Roll key");
        await page.CloseAsync(new() { RunBeforeUnload = true });
        Assert.Equal("beforeunload", await asked.Task.WaitAsync(TimeSpan.FromMilliseconds(BrowserFixture.Patience), Cancelled));
        held.Release();

        await (await TokenReveal.AtAsync(page, Title, isRoll: rolledKeyEnds is not null)).ConfirmAsync();
    }

    private async Task<(AdminServer Server, IPage Page, HeldServer Held)> StartAsync()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenAsync(server);
        var held = await HeldServer.StandBeforeAsync(page);
        await SignInAsync(page, Person.Olga);
        return (server, page, held);
    }

    // What the server draws after a change in the dialog comes after all that it sent when the dialog opened: also that the page has to be asked before it is left.
    private static async Task<KeyDialog> OpenAsync(AdminServer server, IPage page, string? rolledKeyEnds)
    {
        if (rolledKeyEnds is null)
        {
            var create = await (await KeyListPage.OpenAsync(page)).CreateAsync();
            await create.Title.FillAsync(Title);
            await Expect(create.Self.Locator("form[data-typed]")).ToBeAttachedAsync();
            return create;
        }

        await server.CreateAsync(Title);
        await (await KeyListPage.OpenAsync(page)).ChooseAsync(Title, "Roll key");
        var roll = await RollKeyDialog.ForAsync(page, Title);
        await roll.Self.GetByRole(AriaRole.Radio, new() { Name = rolledKeyEnds }).CheckAsync();
        await Expect(roll.Self.GetByText("At the same time the old key is revoked, for good.")).ToBeVisibleAsync();
        return roll;
    }
}
