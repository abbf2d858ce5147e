using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

/// <summary>An owner and the person who is invited, in a browser each.</summary>
public sealed class TeamTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Mara = "mara@example.com";
    private const string Password = "a vase of seven tulips";

    [Fact]
    public async Task Invited_person_joins_and_follows_each_change_of_the_role_in_a_page_that_is_open()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga, [("Account:RevalidateEvery", "01:00:00")]));
        var owner = await OpenSignedInAsync(server, Person.Olga);
        await OpenTeamAsync(owner);
        var link = await InviteAsync(owner);

        var guest = await OpenAsync(server);
        await guest.GotoAsync(link);
        await Expect(guest.GetByText("You join as Manager")).ToBeVisibleAsync();
        Assert.EndsWith("/invitation", guest.Url, StringComparison.Ordinal);
        await guest.GetByLabel("Your name").FillAsync("Mara");
        await guest.GetByLabel("Password").FillAsync(Password);
        await guest.Button("Join").ClickAsync();
        await OverviewPage.AtAsync(guest);
        await KeyListPage.OpenAsync(guest);
        var create = guest.Button("Create secret key").First;
        await Expect(create).ToBeVisibleAsync();

        await OpenTeamAsync(owner);
        await ActAsync(owner, "Mara", "Change role");
        await owner.GetByRole(AriaRole.Radio, new() { Name = "Viewer" }).CheckAsync();
        await owner.Button("Change role").ClickAsync();

        await Expect(owner.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(create).ToHaveCountAsync(0);
        await ActAsync(owner, "Mara", "Deactivate");
        await owner.Button("Deactivate").ClickAsync();
        await SignInPage.AtAsync(guest);
        await Expect(owner.GetByRole(AriaRole.Row, new() { Name = "Mara" })).ToContainTextAsync("Deactivated");
    }

    [Fact]
    public async Task Deactivated_person_leaves_keys_to_another_with_new_secrets_or_revoked()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var vera = await server.AddAsync(Person.Vera);
        foreach (var title in new[] { "Importer", "Old till", "Warehouse" })
        {
            await server.CreateForAsync(vera, title);
        }

        var owner = await OpenSignedInAsync(server, Person.Olga);
        await OpenTeamAsync(owner);
        await ActAsync(owner, Person.Vera.Name, "Deactivate");
        await owner.GetByRole(AriaRole.Radio, new() { Name = "Hand them over", Exact = false }).First.CheckAsync();
        await Expect(owner.GetByRole(AriaRole.Combobox, new() { Name = "New owner" })).ToHaveValueAsync(await server.IdOfAsync(Person.Olga));
        await owner.GetByText("Choose for each key").ClickAsync();
        await owner.GetByLabel("What becomes of Importer").SelectOptionAsync("Roll");
        await owner.GetByLabel("What becomes of Old till").SelectOptionAsync("Revoke");
        await owner.Button("Deactivate").ClickAsync();

        var reveal = await TokenReveal.AtAsync(owner, "Importer", isRoll: true);
        var token = await reveal.TokenAsync();
        Assert.Equal(VerificationCode.Pending, await server.AuthenticateAsync(token));
        await reveal.ConfirmAsync();
        await Expect(owner.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(owner.GetByRole(AriaRole.Row, new() { Name = Person.Vera.Name })).ToContainTextAsync("Deactivated");
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(token));
        await owner.GotoAsync("/secret-keys?owner=" + await server.IdOfAsync(Person.Olga));
        var list = await KeyListPage.AtAsync(owner);
        await Expect(list.Row("Importer").First).ToBeVisibleAsync();
        await Expect(list.Row("Warehouse")).ToHaveCountAsync(1);
        await Expect(list.Row("Old till")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Only_owner_who_gives_the_role_up_is_refused_in_the_dialog()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var owner = await OpenSignedInAsync(server, Person.Olga);
        await OpenTeamAsync(owner);

        await ActAsync(owner, Person.Olga.Name, "Change role");
        await owner.GetByRole(AriaRole.Radio, new() { Name = "Viewer" }).CheckAsync();
        await owner.Button("Change role").ClickAsync();

        await Expect(owner.GetByRole(AriaRole.Alert)).ToContainTextAsync("is the only active owner. Make someone else an owner first.");
    }

    [Fact]
    public async Task Pages_and_dialogs_of_the_team_meet_WCAG_22_AA()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        await server.AddAsync(Person.Vera);
        var owner = await OpenSignedInAsync(server, Person.Olga);
        var scan = new AccessibilityScan(owner);
        await OpenTeamAsync(owner);
        await owner.Button("Invite person").ClickAsync();
        await owner.Button("Make link").ClickAsync();
        await Expect(owner.GetByText("Enter an e-mail address.")).ToBeVisibleAsync();
        await scan.LookAsync("invite with an error");
        await owner.GetByLabel("E-mail").FillAsync(Mara);
        await owner.Button("Make link").ClickAsync();
        var link = await owner.GetByLabel("Invitation link").InputValueAsync();
        await scan.LookAsync("link");
        await owner.Button("Done").ClickAsync();
        await Expect(owner.GetByRole(AriaRole.Table, new() { Name = "Open invitations" })).ToContainTextAsync(Mara);
        await scan.LookAsync("team");
        foreach (var act in new[] { "Change role", "Deactivate", "Delete" })
        {
            await ActAsync(owner, Person.Vera.Name, act);
            await scan.LookAsync(act);
            await owner.Keyboard.PressAsync("Escape");
            await Expect(owner.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        }

        scan.AssertNothingFound();
        var guest = await OpenAsync(server);
        var account = new AccessibilityScan(guest);
        await guest.GotoAsync("/reset-password");
        await account.LookAsync("new password");
        await guest.GotoAsync(link);
        await Expect(guest.GetByText("You join as Viewer")).ToBeVisibleAsync();
        await account.LookAsync("join");
        await SignInAsync(guest, Person.Vera);
        await guest.GotoAsync("/team");
        await guest.AtAsync("You have no access to this page", isStatic: true);
        await account.LookAsync("team, forbidden");
        account.AssertNothingFound();
    }

    private static async Task OpenTeamAsync(IPage page)
    {
        await page.GotoAsync("/team");
        await page.AtAsync("Team");
    }

    private static async Task<string> InviteAsync(IPage owner)
    {
        await owner.Button("Invite person").ClickAsync();
        await owner.GetByLabel("E-mail").FillAsync(Mara);
        await owner.GetByRole(AriaRole.Radio, new() { Name = "Manager" }).CheckAsync();
        await owner.Button("Make link").ClickAsync();
        return await owner.GetByLabel("Invitation link").InputValueAsync();
    }

    private static async Task ActAsync(IPage page, string name, string act)
    {
        await RowMenu.Opener(page.GetByRole(AriaRole.Row, new() { Name = name }), name).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = act }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
    }
}
