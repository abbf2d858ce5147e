using System.Text.RegularExpressions;
using ApiKeys.E2ETests.Infrastructure;
using ApiKeys.E2ETests.PageModels;

namespace ApiKeys.E2ETests;

public sealed class RollTests(BrowserFixture browsers) : Journey(browsers)
{
    private const string Title = "Importer";

    [Fact]
    public async Task Rolling_with_the_old_key_ending_at_once_never_leaves_both_refused()
    {
        var (server, page, reveal, oldToken, newToken) = await RollAsync("At once");
        Assert.Equal((VerificationCode.Valid, VerificationCode.Pending), await BothAsync(server, oldToken, newToken));
        using var confirmed = new CancellationTokenSource();
        var watching = WatchAsync(server, oldToken, newToken, confirmed.Token);

        await reveal.ConfirmAsync();

        await confirmed.CancelAsync();
        var seen = await watching;
        Assert.DoesNotContain(seen, pair => pair.Old is not VerificationCode.Valid && pair.New is not VerificationCode.Valid);
        Assert.Equal((VerificationCode.Revoked, VerificationCode.Valid), await BothAsync(server, oldToken, newToken));
        await Expect((await KeyPage.AtAsync(page, Title)).Rolls).ToContainTextAsync("Revoked");
    }

    [Fact]
    public async Task An_old_key_with_time_left_ends_when_it_is_over_and_the_open_page_says_so()
    {
        var (server, page, reveal, oldToken, newToken) = await RollAsync("After 15 minutes");
        await reveal.ConfirmAsync();
        Assert.Equal((VerificationCode.Valid, VerificationCode.Valid), await BothAsync(server, oldToken, newToken));
        var list = await KeyListPage.OpenAsync(page);
        await Expect(list.Row(Title).Filter(new() { HasTextRegex = new Regex("Revokes in 1[45] min") })).ToHaveCountAsync(1);

        server.Clock.Turn(TimeSpan.FromMinutes(15));

        Assert.Equal((VerificationCode.Revoked, VerificationCode.Valid), await BothAsync(server, oldToken, newToken));
        await Expect(list.Row(Title).Filter(new() { HasText = "Revoked" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_discarded_replacement_leaves_the_old_key_as_it_was()
    {
        var (server, page, reveal, oldToken, newToken) = await RollAsync("At once");

        await reveal.FinishAsync("Discard key");

        Assert.Equal((VerificationCode.Valid, VerificationCode.NotFound), await BothAsync(server, oldToken, newToken));
        await Expect((await KeyPage.AtAsync(page, Title)).Status("Active")).ToBeVisibleAsync();
    }

    private async Task<(AdminServer Server, IPage Page, TokenReveal Reveal, string OldToken, string NewToken)> RollAsync(string oldKeyEnds)
    {
        var server = Keep(AdminServer.StartWith(Person.Olga));
        var old = await server.CreateAsync(Title);
        var page = await OpenSignedInAsync(server, Person.Olga);
        var key = await (await KeyListPage.OpenAsync(page)).OpenKeyAsync(Title);
        await key.ActAsync("Roll key");
        var reveal = await (await RollKeyDialog.ForAsync(page, Title)).RollAsync(oldKeyEnds);
        return (server, page, reveal, old.Token!.Reveal(), await reveal.TokenAsync());
    }

    // The old one first: when it is refused, the new one must work from then on, however long the second look-up takes.
    private static async Task<(VerificationCode Old, VerificationCode New)> BothAsync(AdminServer server, string oldToken, string newToken) =>
        (await server.AuthenticateAsync(oldToken), await server.AuthenticateAsync(newToken));

    private static Task<List<(VerificationCode Old, VerificationCode New)>> WatchAsync(
        AdminServer server, string oldToken, string newToken, CancellationToken until) => Task.Run(async () =>
        {
            var seen = new List<(VerificationCode Old, VerificationCode New)>();
            do
            {
                seen.Add(await BothAsync(server, oldToken, newToken));
            }
            while (!until.IsCancellationRequested);
            return seen;
        });
}
