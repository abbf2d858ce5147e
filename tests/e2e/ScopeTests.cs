using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class ScopeTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Warehouse sync";

    [Fact]
    public async Task Scopes_and_expiry_are_chosen_and_changed_from_the_keyboard()
    {
        var server = Keep(AdminServer.StartWith(
            Person.Olga, [("ApiKeys:Scopes:0:Name", "orders:read"), ("ApiKeys:Scopes:0:Description", "Read orders")]));
        var page = await OpenSignedInAsync(server, Person.Olga);
        var list = await KeyListPage.OpenAsync(page);

        var create = await list.CreateAsync();
        await create.Title.FillAsync(Title);
        await create.Scope("orders:read").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await create.OtherScopes.FocusAsync();
        await page.Keyboard.TypeAsync("Labels");
        await page.Keyboard.PressAsync("Enter");
        await Expect(create.Self.GetByText("“Labels” isn't a scope.")).ToBeVisibleAsync();
        await create.OtherScopes.FillAsync("labels:print");
        await page.Keyboard.PressAsync("Enter");
        await Expect(create.Self.Button("Remove labels:print")).ToBeVisibleAsync();
        await Expect(create.OtherScopes).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await (await TokenReveal.AtAsync(page, Title)).ConfirmAsync();

        var key = await list.OpenKeyAsync(Title);
        await Expect(key.Fact("Scopes").GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["orders:read", "labels:print"]);
        await key.ChooseAsync("Edit");
        var edit = await KeyDialog.AtAsync(page, $"Edit “{Title}”");
        await edit.Scope("labels:print").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await edit.Scope("*").CheckAsync();
        await Expect(edit.Self.GetByText("Everything: the key can do whatever")).ToBeVisibleAsync();
        await edit.Self.GetByRole(AriaRole.Radio, new() { Name = "On a date" }).CheckAsync();
        await edit.Self.GetByLabel("Last day").FillAsync($"{server.Clock.GetUtcNow().AddDays(5):yyyy-MM-dd}");
        await edit.FinishAsync("Save changes");

        await Expect(key.Fact("Scopes").GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["orders:read", "* Everything"]);
        await Expect(key.HeaderFact("Expires")).ToContainTextAsync("Expires in ");
        await Expect(key.History.First).ToContainTextAsync("Expiry");
    }
}
