using System.Globalization;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Mail;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Team.Mails;

/// <summary>Mails people their one-time links.</summary>
/// <remarks>
/// After the commit and from memory: only the digest of a link's secret is stored, so nothing that is stored could be mailed later. What isn't sent when the process
/// ends is lost, and the link with it; another one is made in a moment.
/// </remarks>
internal sealed class TeamMails(MailSender sender, IOptions<AccountOptions> account)
{
    public bool IsOn => sender.IsOn;

    private string Address => account.Value.PublicAddress?.TrimEnd('/') ?? "";

    /// <inheritdoc cref="MailSender.SendAsync" path="/returns"/>
    public Task<string?> SendInvitationAsync(InvitationDetails invitation, LinkSecret secret, CancellationToken cancellationToken) => sender.SendAsync(
        invitation.Email,
        "Join ApiKeys",
        $"""
        You are invited to ApiKeys at {Address} as {(invitation.Role == AdminRoles.Owner ? "an" : "a")} {invitation.Role}.

        Open this link, and choose your name and a password:

        {OneTimeLink.Href(Address, OneTimeLink.Invitation, secret)}

        The link works once, until {Time(invitation.ExpiresAt)}. Don't forward it: it makes the person who opens it a member of the team.

        If you don't know what this is about, do nothing.

        """,
        cancellationToken);

    /// <inheritdoc cref="MailSender.SendAsync" path="/returns"/>
    public Task<string?> SendPasswordLinkAsync(string email, LinkSecret secret, DateTimeOffset expiresAt, CancellationToken cancellationToken) => sender.SendAsync(
        email,
        "Set a new password for ApiKeys",
        $"""
        Someone asked for a new password for your account at {Address}.

        Open this link to set one:

        {OneTimeLink.Href(Address, OneTimeLink.Password, secret)}

        The link works once, until {Time(expiresAt)}. A new password ends all your sessions.

        If it wasn't you, do nothing. Your password stays as it is.

        """,
        cancellationToken);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
