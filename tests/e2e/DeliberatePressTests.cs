using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

/// <summary>Nothing but a press on "I have saved it" itself brings a key to life.</summary>
public sealed class DeliberatePressTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Night job";
    private const int Repeats = 20;

    [Theory]
    [InlineData(null)]
    [InlineData("At once")]
    [InlineData("After 24 hours")]
    public async Task Held_Enter_shows_the_token_and_confirms_nothing(string? rolledKeyEnds)
    {
        var (server, page, old) = await StartAsync(rolledKeyEnds);

        for (var press = 0; press < Repeats; press++)
        {
            await page.Keyboard.DownAsync("Enter");
        }

        var reveal = await TokenReveal.AtAsync(page, Title, isRoll: rolledKeyEnds is not null);
        for (var press = 0; press < Repeats; press++)
        {
            await page.Keyboard.DownAsync("Enter");
        }

        await reveal.Self.Button("I have saved it").FocusAsync();
        await page.Keyboard.DownAsync("Enter");
        await page.Keyboard.UpAsync("Enter");
        await AssertPendingAsync(server, reveal, old);

        await reveal.Self.Button("I have saved it").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await reveal.GoneAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("At once")]
    [InlineData("After 24 hours")]
    public async Task Enter_in_the_token_field_copies_and_confirms_nothing(string? rolledKeyEnds)
    {
        await UseOwnBrowserAsync();
        var (server, page, old) = await StartAsync(rolledKeyEnds);
        await page.Keyboard.PressAsync("Enter");
        var reveal = await TokenReveal.AtAsync(page, Title, isRoll: rolledKeyEnds is not null);
        await Expect(reveal.Field).ToBeFocusedAsync();

        await page.Keyboard.PressAsync("Enter");

        await Expect(reveal.CopyState).ToHaveTextAsync("Copied token");
        var token = await reveal.TokenAsync();
        Assert.Equal(token, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await AssertPendingAsync(server, reveal, old);

        await reveal.ConfirmAsync();
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(token));
    }

    [Fact]
    public async Task Second_click_of_a_double_click_confirms_nothing()
    {
        var (server, page, _) = await StartAsync(null);
        await page.Keyboard.PressAsync("Enter");
        var reveal = await TokenReveal.AtAsync(page, Title);
        var box = (await reveal.Self.Button("I have saved it").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));

        await page.Mouse.DownAsync(new() { ClickCount = 2 });
        await page.Mouse.UpAsync(new() { ClickCount = 2 });

        await AssertPendingAsync(server, reveal, null);
        await reveal.ConfirmAsync();
    }

    [Fact]
    public async Task Enter_and_held_keys_don_t_confirm_a_key_from_the_list()
    {
        var (server, page, _) = await StartAsync(null);
        await page.Keyboard.PressAsync("Enter");
        var token = await (await TokenReveal.AtAsync(page, Title)).TokenAsync();
        await page.GotoAsync("about:blank");
        await page.GotoAsync("/secret-keys");
        var list = await KeyListPage.AtAsync(page);

        await RowMenu.Opener(list.Row(Title), Title).ClickAsync();
        await RowMenu.Items(list.Row(Title)).First.FocusAsync();
        await page.Keyboard.DownAsync("Enter");
        var confirm = await KeyDialog.AtAsync(page, $"Confirm that the secret is saved: “{Title}”");
        await confirm.Self.Button("It is saved").FocusAsync();
        await page.Keyboard.DownAsync("Enter");
        await page.Keyboard.UpAsync("Enter");
        await confirm.FinishAsync("Not yet");

        Assert.Equal(VerificationCode.Pending, await server.AuthenticateAsync(token));
    }

    /// <summary>Up to the moment in which Enter makes the key.</summary>
    private async Task<(AdminServer Server, IPage Page, string? OldToken)> StartAsync(string? rolledKeyEnds)
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var old = rolledKeyEnds is null ? null : (await server.CreateAsync(Title)).Token!.Reveal();
        var page = await OpenSignedInAsync(server, Person.Olga);
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        var list = await KeyListPage.OpenAsync(page);
        if (rolledKeyEnds is null)
        {
            await (await list.CreateAsync()).Title.FillAsync(Title);
        }
        else
        {
            await list.ChooseAsync(Title, "Roll key");
            await (await RollKeyDialog.ForAsync(page, Title)).Self.GetByRole(AriaRole.Radio, new() { Name = rolledKeyEnds }).CheckAsync();
        }

        return (server, page, old);
    }

    private static async Task AssertPendingAsync(AdminServer server, TokenReveal reveal, string? oldToken)
    {
        // Answered after all that was pressed before.
        await reveal.Copy.ClickAsync();
        await Expect(reveal.CopyState).ToHaveTextAsync("Copied token");
        Assert.Equal(VerificationCode.Pending, await server.AuthenticateAsync(await reveal.TokenAsync()));
        if (oldToken is not null)
        {
            Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(oldToken));
        }
    }
}
