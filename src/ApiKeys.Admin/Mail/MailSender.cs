using System.Diagnostics.CodeAnalysis;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;

namespace ApiKeys.Admin.Mail;

/// <summary>Hands mail to the configured server. What it says is never logged: it can have the secret of a link.</summary>
internal sealed class MailSender(IOptions<MailOptions> options, TimeProvider timeProvider, ILogger<MailSender> logger)
{
    // For all of it: a server that accepts the connection and then says nothing must not keep its caller waiting.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public bool IsOn => options.Value.IsOn;

    /// <returns>Whether the server has accepted the mail.</returns>
    public async Task<bool> TrySendAsync(string to, string subject, string text, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var message = Compose(to, subject, text);
            await SendAsync(message, linked.Token);
            return true;
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            // Of whatever kind: the network, the handshake, the sign-in and the server's refusal have no base class in common.
            Log.NotSent(logger, problem.GetType().Name, Reason(problem));
            return false;
        }
    }

    /// <summary>Reads an address with or without a name. A name alone is none.</summary>
    internal static bool TryReadAddress(string text, [NotNullWhen(true)] out MailboxAddress? address) =>
        MailboxAddress.TryParse(text, out address) && address.Address.Contains('@', StringComparison.Ordinal);

    // A server may quote the mail that it refuses, and with it the secret of a link.
    private static string Reason(Exception problem) =>
        problem is SmtpCommandException refusal ? $"the server answered {(int)refusal.StatusCode}" : problem.Message;

    private MimeMessage Compose(string to, string subject, string text)
    {
        var from = MailboxAddress.Parse(options.Value.From!);
        return new MimeMessage
        {
            From = { from },
            To = { new MailboxAddress("", to) },
            Subject = subject,
            Body = new TextPart("plain") { Text = text },
            Date = timeProvider.GetUtcNow(),

            // By default it would have the name of this machine.
            MessageId = MimeUtils.GenerateMessageId(from.Domain),
            Headers = { { "Auto-Submitted", "auto-generated" } },
        };
    }

    private async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var client = new SmtpClient();
        await client.ConnectAsync(
            settings.Host!,
            settings.Port,
            settings.Tls switch
            {
                MailEncryption.Implicit => SecureSocketOptions.SslOnConnect,
                MailEncryption.None => SecureSocketOptions.None,
                _ => SecureSocketOptions.StartTls,
            },
            cancellationToken);
        if (!string.IsNullOrEmpty(settings.User))
        {
            await client.AuthenticateAsync(settings.User, settings.Password!, cancellationToken);
        }

        await client.SendAsync(message, cancellationToken);
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or ProtocolException or OperationCanceledException)
        {
            // The mail was accepted. A goodbye that got lost doesn't change that.
        }
    }
}
