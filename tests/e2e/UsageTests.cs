using System.Net;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class UsageTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Importer";

    private static readonly ApiKeyCaller Worker = new(IPAddress.Parse("203.0.113.7"), "worker/1.0", "/orders/{id}");
    private static readonly ApiKeyCaller Stranger = new(IPAddress.Parse("198.51.100.4"), "curl/8.5", "/orders");

    [Fact]
    public async Task A_key_in_use_is_revoked_knowingly_and_whoever_tries_it_then_is_seen()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var created = await server.CreateAsync(Title);
        await UseAsync(server, created, Worker);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var key = await (await KeyListPage.OpenAsync(page)).OpenKeyAsync(Title);
        await Expect(key.Callers.GetByText("203.0.113.7")).ToBeVisibleAsync();

        await key.ActAsync("Revoke key");
        var dialog = await KeyDialog.AtAsync(page, $"Revoke “{Title}”");
        await Expect(dialog.Self.GetByText("In use: 1 caller in the last hour")).ToBeVisibleAsync();
        await dialog.FinishAsync("Revoke key");
        await Expect(key.Status("Revoked")).ToBeVisibleAsync();
        await UseAsync(server, created, Stranger);
        server.Clock.Turn(TimeSpan.FromMinutes(1));

        await Expect(key.EndedKeyNotice.GetByText("198.51.100.4")).ToBeVisibleAsync();
        await page.GotoAsync("/");
        await OverviewPage.AtAsync(page);
        await Expect(page.GetByText("Revoked, still being used")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Use_meets_WCAG_22_AA_wherever_it_is_shown()
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var (old, replacement, ended) = await StartUseAsync(server);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var scan = new AccessibilityScan(page);

        await page.GotoAsync($"/keys/{old.Key.Id}");
        var key = await KeyPage.AtAsync(page, Title);
        await Expect(key.Callers.GetByText("203.0.113.7")).ToBeVisibleAsync();
        await scan.LookAsync("old key of a roll");
        await page.GetByRole(AriaRole.Region, new() { Name = "Use", Exact = true }).Button("Show numbers").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Requests with this key, last 24 hours" })).ToBeVisibleAsync();
        await scan.LookAsync("numbers behind a chart");
        await page.GotoAsync($"/keys/{replacement.Key.Id}");
        await KeyPage.AtAsync(page, Title);
        await key.ActAsync("Revoke key");
        var dialog = await KeyDialog.AtAsync(page, $"Revoke “{Title}”");
        await Expect(dialog.Self.GetByText("In use: 1 caller in the last hour")).ToBeVisibleAsync();
        await scan.LookAsync("verdict in a dialog");

        await page.GotoAsync($"/keys/{ended.Key.Id}");
        await KeyPage.AtAsync(page, "Exporter");
        await Expect(key.EndedKeyNotice).ToBeVisibleAsync();
        await scan.LookAsync("ended key in use");
        await page.GotoAsync("/");
        await OverviewPage.AtAsync(page);
        await Expect(page.GetByText("Revoked, still being used")).ToBeVisibleAsync();
        await scan.LookAsync("overview with an ended key in use");

        scan.AssertNothingFound();
    }

    private static async Task<(CreatedApiKey Old, CreatedApiKey New, CreatedApiKey Ended)> StartUseAsync(AdminServer server)
    {
        var old = await server.CreateAsync(Title);
        var ended = await server.CreateAsync("Exporter");
        var olga = new Actor(await server.IdOfAsync(Person.Olga));
        var replacement = (await server.Keys.RollAsync(
            new RollApiKeyRequest { Id = old.Key.Id, OldKeyEndsAfter = TimeSpan.FromHours(1) }, olga, cancellationToken: Cancelled)).Value!;
        await server.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = ended.Key.Id }, olga, cancellationToken: Cancelled);
        await UseAsync(server, old, Worker);
        await UseAsync(server, replacement, Worker);
        await UseAsync(server, ended, Stranger);
        return (old, replacement, ended);
    }

    private static async Task UseAsync(AdminServer server, CreatedApiKey created, ApiKeyCaller caller) =>
        await server.Keys.AuthenticateAsync(created.Token!.Reveal(), created.Key.Type, caller, Cancelled);
}
