using System.Net;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.OwnChanges;
using ApiKeys.Admin.Identity.Passkeys;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Account;

/// <summary>What people change of how they themselves sign in is in the audit log, by them and about them.</summary>
public sealed class OwnChangeEventTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private AdminApplication App => fixture.App;

    [Fact]
    public async Task Changed_password_is_an_event_and_ends_the_links_that_set_one()
    {
        var (id, client) = await SignInAsync("pia@example.com");
        await App.InDatabaseAsync(db =>
        {
            db.PasswordLinks.Add(new() { Id = "pwl_pia", Digest = new byte[32], UserId = id, CreatedAt = DateTimeOffset.MinValue, ExpiresAt = DateTimeOffset.MaxValue });
            return db.SaveChangesAsync(Cancelled);
        });

        using var wrong = await client.SubmitAsync("/account", "password", ("CurrentPassword", "not this one"), ("NewPassword", "another horse battery"));
        var none = await EventsAsync(id);
        using var response = await client.SubmitAsync(
            "/account", "password", ("CurrentPassword", AdminApplication.OwnerPassword), ("NewPassword", "another horse battery"));

        Assert.Empty(none);
        Assert.Equal("/account", client.Target(response));
        AssertSaid(id, ApiKeyAction.PasswordChanged, Assert.Single(await EventsAsync(id)));
        Assert.False(await App.InDatabaseAsync(db => db.PasswordLinks.AnyAsync(row => row.UserId == id, Cancelled)));
        await App.OpenSignedInAsync("pia@example.com", "another horse battery");
    }

    [Fact]
    public async Task Authenticator_app_and_recovery_codes_are_events_without_any_secret()
    {
        var (id, client) = await SignInAsync("ada@example.com");
        var (app, codes) = await AuthenticatorApp.SetUpAsync(client, TimeProvider.System);
        using var renewed = await client.SubmitAsync("/account/recovery-codes", "recovery-codes");
        using var off = await client.PostWithTokenAsync("/account/authenticator/turn-off");

        var events = await EventsAsync(id);
        Assert.Equal(
            [ApiKeyAction.AuthenticatorRemoved, ApiKeyAction.RecoveryCodesRenewed, ApiKeyAction.AuthenticatorSetUp], events.Select(row => row.Action));
        Assert.All(events, row => AssertSaid(id, row.Action, row));
        Assert.All(events, row => Assert.Empty(row.Facts));
        var everything = DatabaseSnapshot.TakeAll(App.DatabaseFile);
        Assert.All([app.Key, .. codes], secret => Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Removed_passkey_is_an_event_with_its_name()
    {
        var (id, client) = await SignInAsync("kim@example.com");
        await App.InDatabaseAsync(db =>
        {
            db.Passkeys.Add(UserPasskey.Of(id, Passkey("Blue key"), TimeProvider.System));
            return db.SaveChangesAsync(Cancelled);
        });
        var page = await client.PageAsync("/account");
        var form = page.Forms.Single(form => form.GetAttribute("action") == "/account/passkeys/remove");

        using var response = await client.SendAsync(form);

        var row = Assert.Single(await EventsAsync(id));
        AssertSaid(id, ApiKeyAction.PasskeyRemoved, row);
        Assert.Equal("Blue key", row.Facts[EventFacts.Passkey]);
        Assert.False(await App.InDatabaseAsync(db => db.Passkeys.AnyAsync(passkey => passkey.UserId == id, Cancelled)));
    }

    [Fact]
    public async Task Sessions_signed_out_elsewhere_are_events_with_their_number_and_own_sign_out_is_none()
    {
        var (id, here) = await SignInAsync("sid@example.com");
        var one = await App.OpenSignedInAsync("sid@example.com");
        await App.OpenSignedInAsync("sid@example.com");
        await App.OpenSignedInAsync("sid@example.com");
        var form = (await here.PageAsync("/account")).Forms.First(form => form.GetAttribute("action") == "/account/sessions/end");

        using var first = await here.SendAsync(form);
        using var again = await here.SendAsync(form);
        using var others = await here.PostWithTokenAsync("/account/sessions/end-others");
        using var everywhere = await here.SignOutEverywhereAsync();
        var events = await EventsAsync(id);
        var later = await App.OpenSignedInAsync("sid@example.com");
        using var left = await later.SignOutAsync();

        Assert.Equal(["1", "2", "1"], events.Select(row => row.Facts[EventFacts.Sessions]));
        Assert.All(events, row => AssertSaid(id, ApiKeyAction.SessionsEnded, row));
        using var gone = await one.GetAsync("/account");
        Assert.Equal(HttpStatusCode.Found, gone.StatusCode);
        Assert.Equal(3, (await EventsAsync(id)).Count);
    }

    [Fact]
    public async Task Change_of_what_someone_else_has_changed_meanwhile_is_refused_and_no_event()
    {
        var (id, _) = await SignInAsync("old@example.com");
        var changes = App.Services.GetRequiredService<IOwnChanges>();

        var made = await changes.MakeAsync(id, "the stamp of yesterday", new OwnChange(ApiKeyAction.PasswordChanged, change =>
        {
            change.User.PasswordHash = "lost";
            return Task.FromResult(true);
        }), Cancelled);

        Assert.False(made);
        Assert.Empty(await EventsAsync(id));
        await App.OpenSignedInAsync("old@example.com");
    }

    private static UserPasskeyInfo Passkey(string name) =>
        new([1, 2, 3], [4], TimeProvider.System.GetUtcNow(), 0, null, isUserVerified: true, isBackupEligible: false, isBackedUp: false, [5], [6]) { Name = name };

    private static void AssertSaid(string id, ApiKeyAction action, ApiKeyEventDetails row) =>
        Assert.Equal((action, id, id, "Someone"), (row.Action, row.Actor, row.SubjectId, row.SubjectTitle));

    private async Task<(string Id, AdminApplicationClient Client)> SignInAsync(string email) =>
        (await App.AddPersonAsync(email, AdminRoles.Viewer), await App.OpenSignedInAsync(email));

    private async Task<IReadOnlyList<ApiKeyEventDetails>> EventsAsync(string id) =>
        (await App.Services.GetRequiredService<IApiKeyModuleService>().ListEventsAsync(new() { SubjectId = id }, Cancelled)).Items;
}
