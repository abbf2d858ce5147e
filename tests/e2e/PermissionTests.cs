using ApiKeys.Admin.Identity;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class PermissionTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Warehouse sync";

    [Fact]
    public async Task Viewer_sees_the_keys_and_no_action_that_changes_them()
    {
        var server = await StartAsync(Person.Vera);
        var page = await OpenSignedInAsync(server, Person.Vera);

        var list = await KeyListPage.OpenAsync(page);
        await Expect(list.Row(Title)).ToContainTextAsync("Active");
        await Expect(page.GetByText("Your role lets you look; an owner can change it.")).ToBeVisibleAsync();
        await Expect(page.Button("Create secret key")).ToHaveCountAsync(0);
        await Expect(RowMenu.Opener(list.Row(Title), Title)).ToHaveCountAsync(0);

        await list.OpenKeyAsync(Title);
        await Expect(page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        await Expect(page.Button("Roll key")).ToHaveCountAsync(0);
        await Expect(page.Button("Revoke key")).ToHaveCountAsync(0);

        // To look at the key as JSON changes nothing.
        await page.Button($"Actions for {Title}").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem)).ToHaveTextAsync(["View as JSON"]);
    }

    [Fact]
    public async Task Someone_demoted_while_a_dialog_is_open_is_refused_and_keeps_what_was_typed()
    {
        var server = await StartAsync(Person.Dana);
        var page = await OpenSignedInAsync(server, Person.Dana);
        var list = await KeyListPage.OpenAsync(page);
        var create = await list.CreateAsync();
        await create.Title.FillAsync("Smuggled");
        await server.GiveRoleAsync(Person.Dana, AdminRoles.Viewer);

        await create.PressAsync("Create key");

        await Expect(create.Problem).ToContainTextAsync("Only an owner or manager can create keys. Ask an owner to change your role.");
        await Expect(create.Title).ToHaveValueAsync("Smuggled");
        await create.FinishAsync("Cancel");
        await Expect(list.Titles).ToHaveTextAsync([Title]);
        await Expect(page.Button("Create secret key")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Someone_deactivated_can_do_nothing_more_on_a_page_that_is_still_open()
    {
        var server = await StartAsync(Person.Dana, ("Account:RevalidateEvery", "01:00:00"));
        var token = (await server.CreateAsync("Importer")).Token!.Reveal();
        var page = await OpenSignedInAsync(server, Person.Dana);
        var list = await KeyListPage.OpenAsync(page);
        await list.ChooseAsync("Importer", "Revoke key");
        var revoke = await KeyDialog.AtAsync(page, "Revoke “Importer”");
        await server.DeactivateAsync(Person.Dana);

        await revoke.PressAsync("Revoke key");

        await Expect(revoke.Problem).ToContainTextAsync("You are signed out. Nothing was changed.");
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(token));
    }

    [Fact]
    public async Task An_open_page_of_someone_deactivated_ends_by_itself()
    {
        var server = await StartAsync(Person.Dana, ("Account:RevalidateEvery", "00:00:01"));
        var page = await OpenSignedInAsync(server, Person.Dana);
        await KeyListPage.OpenAsync(page);

        await server.DeactivateAsync(Person.Dana);

        var signIn = await SignInPage.AtAsync(page);
        await signIn.SubmitAsync(Person.Dana);
        await Expect(signIn.Problem).ToHaveTextAsync("This account is deactivated. An owner can reactivate it.");
    }

    private async Task<AdminServer> StartAsync(Person person, params (string Key, string Value)[] settings)
    {
        var server = Keep(AdminServer.StartWith(Person.Olga, settings));
        await server.AddAsync(person);
        await server.CreateAsync(Title);
        return server;
    }
}
