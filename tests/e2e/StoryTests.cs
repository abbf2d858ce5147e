using System.Text.RegularExpressions;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;
using ApiKeys.Keys.Link;

namespace ApiKeys.E2ETests;

public sealed class StoryTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Warehouse sync";

    [Fact]
    public async Task A_store_admin_sets_up_creates_copies_checks_rolls_revokes_and_deletes_a_key()
    {
        await UseOwnBrowserAsync();
        var server = Keep(AdminServer.Start());
        var page = await OpenAsync(server, options => options.ReducedMotion = ReducedMotion.NoPreference);
        await SetUpAsync(server, page);

        var token = await CreateAsync(server, page);
        await LosesItsTokenForEverAsync(page, token);
        await (await CheckPage.OpenAsync(page)).SaysAsync(token, "Valid");

        var (oldKey, newToken) = await RollWithAnHourForTheOldKeyAsync(server, page, token);
        await ChangeAndCancelItsRevocationAsync(page, oldKey);
        await RevokeAsync(server, page, oldKey, token);
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(newToken));

        await DeleteAsync(page);
        await EverythingIsInTheActivityAsync(page);
    }

    private static async Task SetUpAsync(AdminServer server, IPage page)
    {
        await page.GotoAsync("/setup");
        await (await SetupPage.AtAsync(page)).SubmitAsync(server.SetupCode, Person.Olga);

        var overview = await OverviewPage.AtAsync(page);
        await Expect(overview.FirstRun).ToBeVisibleAsync();
    }

    private static async Task<string> CreateAsync(AdminServer server, IPage page)
    {
        var list = await KeyListPage.OpenAsync(page);
        await Expect(page.Heading("No secret keys yet", 2)).ToBeVisibleAsync();
        var reveal = await (await list.CreateAsync()).CreateSecretAsync(Title);
        var token = await reveal.TokenAsync();

        await reveal.Copy.ClickAsync();
        await Expect(reveal.CopyState).ToHaveTextAsync("Copied token");
        Assert.Equal(token, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.Equal(VerificationCode.Pending, await server.AuthenticateAsync(token));

        await reveal.ConfirmAsync();
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(token));
        await Expect(list.Row(Title)).ToContainTextAsync($"{token[..14]}…{token[^10..^6]}");
        await Expect(list.Row(Title)).ToContainTextAsync("Active");
        await Expect(list.Row(Title)).ToContainTextAsync($"by {Person.Olga.Name}");
        return token;
    }

    private static async Task LosesItsTokenForEverAsync(IPage page, string token)
    {
        await page.ReloadAsync();
        await KeyListPage.AtAsync(page);
        Assert.False(await BrowserTraces.HoldAsync(page, token));

        await (await KeyListPage.AtAsync(page)).OpenKeyAsync(Title);
        Assert.False(await BrowserTraces.HoldAsync(page, token));
    }

    private static async Task<(KeyPage OldKey, string NewToken)> RollWithAnHourForTheOldKeyAsync(AdminServer server, IPage page, string token)
    {
        var key = await (await KeyListPage.OpenAsync(page)).OpenKeyAsync(Title);
        var oldKeyId = key.Id;
        await key.ActAsync("Roll key");
        var reveal = await (await RollKeyDialog.ForAsync(page, Title)).RollAsync("After 1 hour");
        var newToken = await reveal.TokenAsync();
        Assert.Equal(VerificationCode.Pending, await server.AuthenticateAsync(newToken));
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(token));

        await reveal.ConfirmAsync();
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(newToken));
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(token));
        await Expect(page).Not.ToHaveURLAsync(new Regex($"/keys/{oldKeyId}$"));
        var newKey = await KeyPage.AtAsync(page, Title);
        await Expect(newKey.Rolls).ToContainTextAsync(new Regex(@"Revokes in (1 h|59 min)"));

        // Both charts above are there, so the link doesn't move any more.
        await Expect(newKey.Use).ToContainTextAsync("In use");
        await Expect(newKey.RollInProgress).ToContainTextAsync("1 with the new one");
        await newKey.Rolls.Link(Title).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex($"/keys/{oldKeyId}$"));
        return (await KeyPage.AtAsync(page, Title), newToken);
    }

    private static async Task ChangeAndCancelItsRevocationAsync(IPage page, KeyPage key)
    {
        await key.ChooseAsync("Change revocation");
        var change = await KeyDialog.AtAsync(page, $"Change the revocation of “{Title}”");
        await change.ChooseAsync("In 24 hours");
        await change.FinishAsync("Move revocation");
        await Expect(page.GetByText(new Regex(@"^Revokes in (1 day|23 h 59 min)$")).First).ToBeVisibleAsync();

        await key.ChooseAsync("Cancel revocation");
        await (await KeyDialog.AtAsync(page, $"Cancel the revocation of “{Title}”")).FinishAsync("Cancel revocation");
        await Expect(key.Status("Active")).ToBeVisibleAsync();
    }

    private static async Task RevokeAsync(AdminServer server, IPage page, KeyPage key, string token)
    {
        // The uses noted above are written by a timer.
        server.Clock.Turn(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(
            async () => (await server.Keys.RetrieveAsync(key.Id, Cancelled))?.LastUsedAt is not null, "the use of the key is noted");
        await page.ReloadAsync();
        await KeyPage.AtAsync(page, Title);
        await Expect(key.HeaderFact("Last used")).ToHaveTextAsync("Last used 1 min ago");

        await key.ActAsync("Revoke key");
        var revoke = await KeyDialog.AtAsync(page, $"Revoke “{Title}”");
        await Expect(revoke.Self).ToContainTextAsync("Every request with this key is refused from then on. A revocation can't be undone");
        await Expect(revoke.Self).ToContainTextAsync(new Regex(@"Last used\s*1 min ago"));
        Assert.Equal(VerificationCode.Valid, await server.AuthenticateAsync(token));

        await revoke.PressAsync("Revoke key");
        await page.SaysAsync($"Revoked, and refused on 1 of 1 node: “{Title}”");
        Assert.Equal(VerificationCode.Revoked, await server.AuthenticateAsync(token));
        await revoke.GoneAsync();
        await Expect(key.Status("Revoked")).ToBeVisibleAsync();
        await (await CheckPage.OpenAsync(page)).SaysAsync(token, "Revoked");
    }

    private static async Task DeleteAsync(IPage page)
    {
        var list = await KeyListPage.OpenAsync(page);
        var revoked = list.Row(Title).Filter(new() { HasText = "Revoked" });
        await Expect(list.Row(Title)).ToHaveCountAsync(2);

        await RowMenu.ChooseAsync(revoked, Title, "Delete key");
        await (await KeyDialog.AtAsync(page, $"Delete “{Title}”")).FinishAsync("Delete key");

        await Expect(list.Row(Title)).ToHaveCountAsync(1);
        await Expect(list.Row(Title)).ToContainTextAsync("Active");
    }

    private static async Task EverythingIsInTheActivityAsync(IPage page)
    {
        var activity = await ActivityPage.OpenAsync(page);

        string[] whatInOrder =
        [
            "Deleted", "Revoked", "Revocation cancelled", "Revocation scheduled", "Rolled", "Confirmed as saved", "Created", "Confirmed as saved", "Created",
        ];
        await Expect(activity.What).ToHaveTextAsync(whatInOrder.Select(what => new Regex($@"^\s*{what}")));
        await Expect(activity.Rows.Filter(new() { Has = page.Link(Title), HasText = Person.Olga.Name })).ToHaveCountAsync(whatInOrder.Length);
    }
}
