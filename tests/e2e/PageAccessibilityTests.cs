using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class PageAccessibilityTests(BrowserFixture browsers) : Journey(browsers)
{
    [Fact]
    public async Task Pages_before_signing_in_meet_WCAG_22_AA()
    {
        Watch.Expect("status of 404");
        var server = Keep(AdminServer.Start());
        var page = await OpenAsync(server);
        var scan = new AccessibilityScan(page);
        await page.GotoAsync("/setup");
        var setup = await SetupPage.AtAsync(page);
        await scan.LookAsync("set-up");
        await setup.SubmitAsync("wrong", Person.Olga with { Email = "nobody" });
        await Expect(page.GetByText("That is not the code on the console")).ToBeVisibleAsync();
        await scan.LookAsync("set-up with errors");
        await setup.SubmitAsync(server.SetupCode, Person.Olga);
        await OverviewPage.AtAsync(page);
        await scan.LookAsync("first run");

        await page.SignOutAsync(Person.Olga);
        await scan.LookAsync("sign-in");
        await (await SignInPage.AtAsync(page)).SubmitAsync(Person.Olga.Email, "wrong horse battery");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await scan.LookAsync("sign-in refused");
        await page.GotoAsync("/status/1");
        await page.AtAsync("Page not found", isStatic: true);
        await scan.LookAsync("error page");

        scan.AssertNothingFound();
    }

    [Fact]
    public async Task Pages_with_keys_meet_WCAG_22_AA()
    {
        Watch.Expect("status of 404");
        var (server, keyId) = await StartWithKeysAsync();
        var page = await OpenSignedInAsync(server, Person.Olga);
        var scan = new AccessibilityScan(page);
        foreach (var (path, heading, ready) in Pages(keyId))
        {
            await page.GotoAsync(path);
            await page.AtAsync(heading);
            await Expect(page.GetByText(ready).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
            await scan.LookAsync(path);
        }

        await page.GotoAsync("/no-such-page");
        await page.AtAsync("Page not found", isStatic: true);
        await scan.LookAsync("not found");
        await page.GotoAsync("/account");
        await page.AtAsync("Account", isStatic: true);
        await scan.LookAsync("account");
        await page.PersonButton(Person.Olga).ClickAsync();
        await Expect(page.Button("Sign out")).ToBeVisibleAsync();
        await scan.LookAsync("person menu");

        scan.AssertNothingFound();
    }

    [Fact]
    public async Task Pages_of_workflows_meet_WCAG_22_AA()
    {
        var work = new SampleWork();
        var server = Keep(AdminServer.StartWith(Person.Olga, SampleWork.Settings, work.Register));
        await SampleWork.KillALetterAsync(server);
        var failed = await work.FailForGoodAsync(server);
        var retrying = await work.RunAsync(server, SampleEnding.UndoFails);
        work.UndoFails = false;
        var undone = await work.RunAsync(server, SampleEnding.UndoneButForWhatStays);
        var (run, running) = await work.StartAsync(server);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var scan = new AccessibilityScan(page);
        foreach (var (id, ready) in new[]
        {
            (failed, "Could not be undone"), (retrying, "Being undone"), (undone, "Undone, but for what has no way back"), (running, "Still running"),
        })
        {
            await ExecutionPage.OpenAsync(page, id, SampleWork.Workflow);
            await Expect(page.Heading(ready, level: 3)).ToBeVisibleAsync();
            await scan.LookAsync(ready);
        }

        foreach (var (path, heading, ready) in new[]
        {
            ("/", "Overview", "1 event not delivered"),
            ("/workflows?q=supplier&since=day", "Workflows", "Compensation failed"),
            ("/workflows?q=unheard-of", "Workflows", "No execution matches"),
            ("/workflows/wfx_unknown", "Execution not found", "This execution does not exist"),
            ("/workflows/background", "Background work", "The mail server refused the message."),
        })
        {
            await page.GotoAsync(path);
            await page.AtAsync(heading);
            await Expect(page.GetByRole(AriaRole.Main).GetByText(ready).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
            await scan.LookAsync(path);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Skip Created" }).ClickAsync();
        await KeyDialog.AtAsync(page, "Skip “Created: Broken mailbox”");
        await scan.LookAsync("skip an event");

        work.Goods.SetResult();
        await run;
        scan.AssertNothingFound();
    }

    [Fact]
    public async Task What_opens_inside_a_page_meets_WCAG_22_AA()
    {
        var (server, _) = await StartWithKeysAsync();
        var page = await OpenSignedInAsync(server, Person.Olga);
        var scan = new AccessibilityScan(page);
        var list = await KeyListPage.OpenAsync(page);
        await RowMenu.Opener(list.Row("Active"), "Active").ClickAsync();
        await Expect(RowMenu.Items(list.Row("Active")).First).ToBeVisibleAsync();
        await scan.LookAsync("row menu");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select Active", Exact = true }).CheckAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Selected keys" })).ToBeVisibleAsync();
        await scan.LookAsync("selection");

        var check = await CheckPage.OpenAsync(page);
        await check.SaysAsync("sk_shop_mistyped", "Mistyped or cut short");
        await scan.LookAsync("check refused");
        await check.SaysAsync((await server.CreateAsync("Checked")).Token!.Reveal(), "Valid");
        await scan.LookAsync("check valid");

        await page.SetViewportSizeAsync(390, 844);
        await page.Button("Open navigation").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Navigation" })).ToBeVisibleAsync();
        await scan.LookAsync("navigation drawer");

        scan.AssertNothingFound();
    }

    private static (string Path, string Heading, string Ready)[] Pages(string keyId) =>
    [
        ("/", "Overview", "Latest activity"),
        ("/secret-keys", "Secret keys", "Revoking"),
        ("/secret-keys?q=nothing", "Secret keys", "No key matches"),
        ("/publishable-keys", "Publishable keys", "No publishable keys yet"),
        ("/sales-channels", "Sales channels", "No sales channels yet"),
        ("/sales-channels?q=nothing", "Sales channels", "No sales channel matches"),
        ($"/keys/{keyId}", "Scheduled", "Workflow executions"),
        ("/keys/apk_unknown", "Key not found", "This key does not exist"),
        ("/check", "Check a token", "A check doesn't count as use"),
        ("/activity", "Activity", "Revocation scheduled"),
        ("/workflows", "Workflows", "4 executions"),
        ("/policies", "Policies", "Never revoked"),
        ("/settings", "Settings", "Takes writes"),
    ];

    // Colours are measured, and a fade has none of its own.
    private async Task<(AdminServer Server, string ScheduledKeyId)> StartWithKeysAsync()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var olga = new Actor(await server.IdOfAsync(Person.Olga));
        var keys = await server.CreateAsync(ApiKeyType.Secret, "Active", "Scheduled", "Revoked");
        await server.Keys.RevokeAsync(
            new RevokeApiKeyRequest { Id = keys[1].Key.Id, After = TimeSpan.FromHours(2), Reason = "Moves to another host." }, olga, null, Cancelled);
        await server.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = keys[2].Key.Id }, olga, null, Cancelled);
        await server.Keys.CreateAsync(new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Pending", AwaitConfirmation = true }, olga, null, Cancelled);
        return (server, keys[1].Key.Id);
    }
}
