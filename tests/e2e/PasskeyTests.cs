using System.Text.Json;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;
using OtpNet;

namespace ApiKeys.E2ETests;

public sealed class PasskeyTests(BrowserFixture browsers) : Journey(browsers)
{
    [Fact]
    public async Task Passkey_signs_in_without_a_password_and_as_the_second_step_and_a_lost_one_is_replaced_by_a_recovery_code()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga);
        var device = await VirtualAuthenticator.PlugInAsync(page);
        var scan = new AccessibilityScan(page);

        await page.GotoAsync("/account");
        await page.AtAsync("Account", isStatic: true);
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Laptop");
        await page.Button("Add a passkey").ClickAsync();
        await page.AtAsync("Recovery codes", isStatic: true);
        await page.Button("Make new codes").ClickAsync();
        await page.AtAsync("New recovery codes", isStatic: true);
        await scan.LookAsync("recovery codes");
        var code = await page.Locator(".recovery-codes code").First.TextContentAsync();
        await page.Link("I have saved them").ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Passkeys" })).ToContainTextAsync("Laptop");
        await scan.LookAsync("account with a passkey");

        await page.SignOutAsync(Person.Olga);
        await page.Button("Sign in with a passkey").ClickAsync();
        await OverviewPage.AtAsync(page);

        await page.SignOutAsync(Person.Olga);
        await (await SignInPage.AtAsync(page)).SubmitAsync(Person.Olga);
        await page.AtAsync("Second step", isStatic: true);
        await scan.LookAsync("second step");
        await page.Button("Use a passkey").ClickAsync();
        await OverviewPage.AtAsync(page);
        await page.GotoAsync("/account");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Passkeys" })).ToContainTextAsync("last used just now");

        await page.SignOutAsync(Person.Olga);
        await device.LoseAsync();
        await page.Button("Sign in with a passkey").ClickAsync();
        await Expect(page.GetByText("No passkey was used.")).ToBeVisibleAsync();
        await (await SignInPage.AtAsync(page)).SubmitAsync(Person.Olga);
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code!);
        await page.Button("Sign in").ClickAsync();
        await OverviewPage.AtAsync(page);
        await page.GotoAsync("/account");
        await page.Button("Remove Laptop").ClickAsync();
        await page.SaysAsync("The passkey is removed.");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Passkeys" })).ToHaveCountAsync(0);
        await page.GotoAsync("/activity");
        await Expect(page.GetByText("Passkey: Laptop")).ToHaveCountAsync(2);

        scan.AssertNothingFound();
    }

    [Fact]
    public async Task Passkey_is_refused_at_every_other_origin_and_still_works_at_its_own()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var other = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga);
        await VirtualAuthenticator.PlugInAsync(page);
        await page.GotoAsync("/account");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Laptop");
        await page.Button("Add a passkey").ClickAsync();
        await page.AtAsync("Recovery codes", isStatic: true);
        await page.SignOutAsync(Person.Olga);

        // Another port of the same host may use the same passkey; only the origin differs.
        var options = await page.EvaluateAsync<string>("""
            async () => {
              const form = document.querySelector("form[data-passkey]");
              return await (await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)) })).text();
            }
            """);
        await page.GotoAsync($"{other.Address}/health");
        var credential = await page.EvaluateAsync<string>("""
            async options => JSON.stringify(
              await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options)) }))
            """, options);
        await page.GotoAsync($"{server.Address}/sign-in");
        var answer = await page.EvaluateAsync<JsonElement>("""
            async credential => {
              const form = document.querySelector("form[data-passkey]");
              const body = new URLSearchParams(new FormData(form));
              body.set("credential", credential);
              return await (await fetch(form.dataset.answer, { method: "POST", body })).json();
            }
            """, credential);

        Assert.StartsWith("This passkey isn't known at this address.", answer.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Contains(server.Logs.GetSnapshot(), record => record.Id.Id == 3160 && record.Message.Contains("origin", StringComparison.OrdinalIgnoreCase));

        // The same server at other addresses. The browser itself keeps the passkey from them.
        var port = new Uri(server.Address).Port;
        foreach (var (host, problem) in new[]
        {
            ("127.0.0.1", $"Browsers refuse passkeys at the address 127.0.0.1:{port}. Nothing was changed. Open ApiKeys at its usual address, or go on without a passkey."),
            ("keys.localhost", $"A passkey works only at the address where it was added; this is keys.localhost:{port}."),
        })
        {
            await page.GotoAsync($"http://{host}:{port}/sign-in");
            await page.Button("Sign in with a passkey").ClickAsync();
            await Expect(page.Locator("[data-passkey-problem]")).ToContainTextAsync(problem);
        }

        await page.GotoAsync($"{server.Address}/sign-in");
        await page.Button("Sign in with a passkey").ClickAsync();
        await OverviewPage.AtAsync(page);
    }

    [Fact]
    public async Task Authenticator_app_is_set_up_and_then_asked_for()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var page = await OpenSignedInAsync(server, Person.Olga);
        var scan = new AccessibilityScan(page);
        await page.GotoAsync("/account");
        await page.Link("Set up an authenticator app").ClickAsync();
        await page.AtAsync("Authenticator app", isStatic: true);
        await scan.LookAsync("authenticator app");
        var key = (await page.GetByTestId("authenticator-key").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
        var app = new Totp(Base32Encoding.ToBytes(key));

        await page.GetByLabel("2. Code that the app shows now").FillAsync(app.ComputeTotp(server.Clock.GetUtcNow().UtcDateTime));
        await page.Button("Set up").ClickAsync();
        await page.Button("Copy").ClickAsync();
        await Expect(page.GetByText("Copied")).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.Button("Download").ClickAsync());
        Assert.Equal(10, (await File.ReadAllLinesAsync(await download.PathAsync(), Cancelled)).Length);
        await page.Link("I have saved them").ClickAsync();
        await page.SignOutAsync(Person.Olga);

        server.Clock.Turn(TimeSpan.FromMinutes(1));
        await (await SignInPage.AtAsync(page)).SubmitAsync(Person.Olga);
        await page.AtAsync("Second step", isStatic: true);
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(app.ComputeTotp(server.Clock.GetUtcNow().UtcDateTime));
        await page.Button("Sign in").ClickAsync();
        await OverviewPage.AtAsync(page);

        scan.AssertNothingFound();
    }

    [Fact]
    public async Task Dialog_that_asks_again_who_it_is_loses_nothing_that_was_typed()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga, [("Account:AskAgainAfter", "00:15:00")]));
        var page = await OpenSignedInAsync(server, Person.Olga);
        var scan = new AccessibilityScan(page);
        var list = await KeyListPage.OpenAsync(page);
        server.Clock.Turn(TimeSpan.FromMinutes(16));

        var create = await list.CreateAsync();
        await create.SubmitAsync("Warehouse sync");
        var proof = await KeyDialog.AtAsync(page, "Confirm that it's you");
        await scan.LookAsync("confirm that it is you");
        await proof.FinishAsync("Cancel");
        await Expect(create.Problem).ToContainTextAsync("Nothing was changed.");
        await Expect(create.Title).ToHaveValueAsync("Warehouse sync");

        await create.PressAsync("Create key");
        var field = proof.Self.GetByLabel("Password, or a code of your authenticator app");
        await field.FillAsync("not the right password");
        await proof.PressAsync("Confirm");
        await Expect(proof.Self.GetByText("This is not your password")).ToBeVisibleAsync();
        await field.FillAsync(Person.Olga.Password);
        await proof.PressAsync("Confirm");
        var reveal = await TokenReveal.AtAsync(page, "Warehouse sync");
        await reveal.FinishAsync("Discard key");

        scan.AssertNothingFound();
    }
}
