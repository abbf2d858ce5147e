using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class ConflictTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Warehouse sync";

    [Fact]
    public async Task Of_two_people_editing_a_key_the_second_is_told_who_was_first_and_keeps_the_text()
    {
        var (olga, dana) = await BothAtTheKeyAsync("Edit");
        var (first, second) = (await KeyDialog.AtAsync(dana, $"Edit “{Title}”"), await KeyDialog.AtAsync(olga, $"Edit “{Title}”"));
        await first.Title.FillAsync("Warehouse sync EU");
        await second.Title.FillAsync("Warehouse sync, nightly");
        await second.Self.GetByLabel("Description").FillAsync("Runs at two.");
        await first.FinishAsync("Save changes");

        await second.PressAsync("Save changes");

        await Expect(second.Problem).ToContainTextAsync("Couldn't save the changes");
        await Expect(second.Problem).ToContainTextAsync("Dana Manager updated this key just now. Nothing was changed.");
        await Expect(second.Title).ToHaveValueAsync("Warehouse sync, nightly");
        await Expect(second.Self.GetByLabel("Description")).ToHaveValueAsync("Runs at two.");

        await second.PressAsync("Load the current values");
        await Expect(second.Title).ToHaveValueAsync("Warehouse sync EU");
        await second.Title.FillAsync("Warehouse sync EU, nightly");
        await second.FinishAsync("Save changes");
        await KeyPage.AtAsync(olga, "Warehouse sync EU, nightly");
    }

    [Fact]
    public async Task Of_two_people_revoking_a_key_the_second_is_told_who_was_first()
    {
        var (olga, dana) = await BothAtTheKeyAsync("Revoke key");
        var (first, second) = (await KeyDialog.AtAsync(dana, $"Revoke “{Title}”"), await KeyDialog.AtAsync(olga, $"Revoke “{Title}”"));
        await first.FinishAsync("Revoke key");

        await second.PressAsync("Revoke key");

        await Expect(second.Problem).ToContainTextAsync("Dana Manager revoked this key just now. Nothing was changed.");
        await second.FinishAsync("Keep key");
        var key = await KeyPage.AtAsync(olga, Title);
        await Expect(key.Status("Revoked")).ToBeVisibleAsync();
        await Expect(key.Fact("Revoked")).ToContainTextAsync("by Dana Manager");
    }

    private async Task<(IPage Olga, IPage Dana)> BothAtTheKeyAsync(string act)
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.AddAsync(Person.Dana);
        var created = await server.CreateAsync(Title);
        var (olga, dana) = (await OpenSignedInAsync(server, Person.Olga), await OpenSignedInAsync(server, Person.Dana));
        foreach (var page in new[] { olga, dana })
        {
            await page.GotoAsync($"/keys/{created.Key.Id}");
            var key = await KeyPage.AtAsync(page, Title);
            await (act == "Edit" ? key.ChooseAsync(act) : key.ActAsync(act));
        }

        return (olga, dana);
    }
}
