using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

/// <summary>What a page lets one type arrives whole, or is refused at its field before anything is done.</summary>
public sealed class LongTextTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Warehouse sync";
    private const int Longest = 8000;

    public override async ValueTask InitializeAsync() => await UseOwnBrowserAsync();

    [Fact]
    public async Task Reason_of_a_revocation_is_refused_or_arrives_whole()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var created = await server.CreateAsync(Title);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var list = await KeyListPage.OpenAsync(page);
        await list.ChooseAsync(Title, "Revoke key");
        var revoke = await KeyDialog.AtAsync(page, $"Revoke “{Title}”");
        var reason = revoke.Self.GetByLabel("Reason");

        foreach (var (text, refusal) in new[]
        {
            (Of('漢', 6000), "A reason has at most 500 characters; this one has 6000."),
            (Of('漢', Longest), "A reason has at most 500 characters; this one has 8000."),
            (Of('"', Longest), "A reason has at most 500 characters; this one has 8000."),
            (Of('\u0001', Longest), "this one has U+0001"),
        })
        {
            await reason.FillAsync(text);
            await revoke.PressAsync("Revoke key");
            await Expect(revoke.Self.GetByText(refusal)).ToBeVisibleAsync();
            Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(created.Token!.Reveal()));
        }

        await reason.FillAsync(Of('漢', 500));
        await revoke.FinishAsync("Revoke key");
        var revoked = await server.Keys.RetrieveAsync(created.Key.Id, Cancelled);
        Assert.Equal((ApiKeyStatus.Revoked, Of('漢', 500)), (revoked!.Status, revoked.RevokeReason));
    }

    [Fact]
    public async Task Pasted_text_of_a_new_key_is_refused_or_arrives_whole()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga);
        var create = await (await KeyListPage.OpenAsync(page)).CreateAsync();
        var description = create.Self.GetByLabel("Description");
        await create.Title.FillAsync(Title);
        await create.Self.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();

        await PasteAsync(page, description, Of('漢', 6000));
        await create.PressAsync("Create key");
        await Expect(create.Self.GetByText("A description has at most 1000 characters; this one has 6000.")).ToBeVisibleAsync();
        await PasteAsync(page, description, Of('漢', 60_000));
        await create.PressAsync("Create key");
        await Expect(create.Self.GetByText("A description has at most 1000 characters; this one has 8000.")).ToBeVisibleAsync();
        await PasteAsync(page, description, "");
        await PasteAsync(page, create.Title, Of('漢', 201));
        await create.PressAsync("Create key");
        await Expect(create.Self.GetByText("A title has at most 200 characters; this one has 201.")).ToBeVisibleAsync();
        await create.OtherScopes.FillAsync(string.Join(' ', Enumerable.Range(1, 51).Select(number => $"resource-{number}:{Of('a', 80)}")));
        await PasteAsync(page, create.Title, Title);
        await create.PressAsync("Create key");
        await Expect(create.Self.GetByText("A key has at most 50 scopes; these are 51.")).ToBeVisibleAsync();

        Assert.Empty(await server.Keys.ListAsync(new(), Cancelled));
    }

    [Fact]
    public async Task Search_that_is_too_long_says_so()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.CreateAsync(Title);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var list = await KeyListPage.OpenAsync(page);

        await PasteAsync(page, list.Search, Of('漢', 201));

        await Expect(page.GetByText("Search for at most 200 characters; these are 201.")).ToBeVisibleAsync();
        await Expect(list.Row(Title)).ToBeVisibleAsync();
    }

    private static string Of(char character, int count) => new(character, count);

    private static async Task PasteAsync(IPage page, ILocator field, string text)
    {
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await field.FocusAsync();
        await page.Keyboard.PressAsync("ControlOrMeta+a");
        await page.Keyboard.PressAsync(text.Length > 0 ? "ControlOrMeta+v" : "Delete");
    }
}
