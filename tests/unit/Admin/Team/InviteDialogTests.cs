using ApiKeys.Admin.Components.Team.Dialogs;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Mail;
using ApiKeys.Admin.Team;
using ApiKeys.UnitTests.Admin.Mail;
using ApiKeys.UnitTests.Infrastructure;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MudBlazor;

namespace ApiKeys.UnitTests.Admin.Team;

/// <summary>The dialog that invites, with and without a mail server.</summary>
public sealed class InviteDialogTests : DashboardTestContext
{
    private readonly MailServer _mail = new();

    public InviteDialogTests()
        : base(TeamTables.Configure)
    {
    }

    [Fact]
    public async Task Invitation_is_mailed_and_its_link_is_shown_too()
    {
        await SetUpAsync(withMail: true);

        var dialogs = await InviteAsync();

        dialogs.WaitForAssertion(() => Assert.Equal("Sent to mara@example.com.", dialogs.Find("[role=status]").TextContent.Trim()));
        var mail = await _mail.NextAsync();
        var secret = dialogs.Find("#invitation-link").GetAttribute("value")!.Split('#')[1];
        Assert.Equal("mara@example.com", mail.To.Mailboxes.Single().Address);
        Assert.Contains($"{MailServer.Address}/invitation#{secret}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("as a Manager", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_that_is_refused_is_told_loses_nothing_and_is_sent_again_on_request()
    {
        await SetUpAsync(withMail: true);
        _mail.Refuses = true;
        var dialogs = await InviteAsync();
        dialogs.WaitForAssertion(() => Assert.Contains("The mail to mara@example.com couldn't be sent", dialogs.Markup, StringComparison.Ordinal));
        Assert.Contains("The mail server refused the mail with code 550. The invitation is made", dialogs.Markup, StringComparison.Ordinal);
        var link = dialogs.Find("#invitation-link").GetAttribute("value")!;

        _mail.Refuses = false;
        await dialogs.FindAll("button").Single(button => button.TextContent == "Send mail again").ClickAsync();

        dialogs.WaitForAssertion(() => Assert.Equal("Sent to mara@example.com.", dialogs.Find("[role=status]").TextContent.Trim()));
        Assert.Contains(link.Split('#')[1], (await _mail.NextAsync()).TextBody, StringComparison.Ordinal);
        Assert.Single(await Module.Get<TeamReader>().OpenInvitationsAsync(Cancellation));
    }

    [Fact]
    public async Task Without_mail_the_link_is_for_the_owner_to_send()
    {
        await SetUpAsync(withMail: false);

        var dialogs = await InviteAsync();

        dialogs.WaitForAssertion(() => Assert.StartsWith("Send it to mara@example.com.", dialogs.Find("#invitation-link-why").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Sen", dialogs.FindAll("[role=status]").Select(status => status.TextContent.Trim()).FirstOrDefault() ?? "", StringComparison.Ordinal);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _mail.DisposeAsync();
    }

    private async Task<IRenderedComponent<MudDialogProvider>> InviteAsync()
    {
        await ShowAsync<InviteDialog>([]);
        await Dialogs.Find("input[type=email]").InputAsync(new ChangeEventArgs { Value = "mara@example.com" });
        await Dialogs.FindAll("input[type=radio]")[1].ChangeAsync(new ChangeEventArgs { Value = AdminRoles.Manager });

        // Not awaited: the press ends with the mail.
        _ = Dialogs.Find("form").SubmitAsync();
        Dialogs.WaitForElement("#invitation-link");
        return Dialogs;
    }

    private async Task SetUpAsync(bool withMail)
    {
        var options = Services.GetRequiredService<IOptions<MailOptions>>().Value;
        (options.Host, options.Port, options.From, options.Tls) = (withMail ? "127.0.0.1" : null, _mail.Port, MailServer.From, MailEncryption.None);
        Services.GetRequiredService<IOptions<AccountOptions>>().Value.PublicAddress = MailServer.Address;
        Operator.SignIn(AdminRoles.Owner);
        await using var db = await TeamTables.CreateAsync(Module);
        db.AddPerson(Operator.Id, "Dana", AdminRoles.Owner);
        await db.SaveChangesAsync(Cancellation);
    }
}
