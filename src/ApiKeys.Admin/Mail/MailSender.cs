using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
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

    /// <summary>Makes the client of one mail.</summary>
    internal Func<SmtpClient> CreateClient { get; init; } = () => new SmtpClient();

    /// <returns>Null when the server has accepted the mail; otherwise why not, in a sentence for the people who configure it.</returns>
    public async Task<string?> SendAsync(string to, string subject, string text, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var message = Compose(to, subject, text);
            await HandOverAsync(message, linked.Token);
            return null;
        }
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
        {
            // Of whatever kind: the network, the handshake, the sign-in and the server's refusal have no base class in common.
            var reason = limit.IsCancellationRequested ? $"The mail server didn't finish within {Limit.TotalSeconds:0} seconds." : Reason(problem);
            Log.NotSent(logger, problem.GetType().Name, reason);
            return reason;
        }
    }

    /// <summary>Reads an address with or without a name. A name alone is none.</summary>
    internal static bool TryReadAddress(string text, [NotNullWhen(true)] out MailboxAddress? address) =>
        MailboxAddress.TryParse(text, out address) && address.Address.Contains('@', StringComparison.Ordinal);

    // Never the words of the server: it may quote the mail that it refuses, and with it the secret of a link, or the password.
    private static string Reason(Exception problem) => problem switch
    {
        SocketException => $"The mail server can't be reached: {problem.Message}.",
        SslHandshakeException { ServerCertificate: not null } => $"The certificate of the mail server isn't trusted. {string.Join(' ', Points(problem.Message))}",
        SslHandshakeException => "The mail server doesn't encrypt as Mail:Tls says. Check Mail:Tls and Mail:Port.",
        AuthenticationException => "The mail server refused Mail:User with Mail:Password.",
        SmtpCommandException refusal => $"The mail server refused the mail with code {(int)refusal.StatusCode}.",
        NotSupportedException => problem.Message,
        _ => "The connection to the mail server broke.",
    };

    // MailKit lists what is wrong with the certificate, a line each.
    private static IEnumerable<string> Points(string message) => message.Split('\n', StringSplitOptions.TrimEntries)
        .Where(line => line.StartsWith('\u2022')).Select(line => line.TrimStart('\u2022', ' '));

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

    private async Task HandOverAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var client = CreateClient();
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
