using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ApiKeys.Admin.Mail;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Admin.Mail;

/// <summary>Mail servers that encrypt and ask who sends, and what is told of those that refuse.</summary>
public sealed class MailOverTlsTests
{
    private const string Secret = "SECRET-of-the-link";

    private static readonly X509Certificate2 Certificate = SelfSigned();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mail_goes_over_an_encrypted_connection_after_a_sign_in(bool encryptsFirst)
    {
        await using var server = new MailServer(Certificate, encryptsFirst);

        var (problem, _) = await SendAsync(server, encryptsFirst ? MailEncryption.Implicit : MailEncryption.StartTls, MailServer.Password, TrustingClient);

        Assert.Null(problem);
        Assert.Contains(Secret, (await server.NextAsync()).TextBody, StringComparison.Ordinal);
        Assert.Equal((1, true), (server.SignIns, server.LastWasEncrypted));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Certificate_that_is_not_trusted_gets_neither_password_nor_mail(bool encryptsFirst)
    {
        await using var server = new MailServer(Certificate, encryptsFirst);

        var (problem, log) = await SendAsync(server, encryptsFirst ? MailEncryption.Implicit : MailEncryption.StartTls, MailServer.Password);

        Assert.StartsWith("The certificate of the mail server isn't trusted. The server certificate has the following errors: ", problem, StringComparison.Ordinal);
        Assert.Equal($"A mail was not sent. {problem} (SslHandshakeException)", log);
        Assert.Equal((0, false), (server.SignIns, server.HasMore));
    }

    [Fact]
    public async Task Wrong_password_is_told_without_the_password()
    {
        await using var server = new MailServer(Certificate);

        var (problem, log) = await SendAsync(server, MailEncryption.StartTls, "not " + MailServer.Password, TrustingClient);

        Assert.Equal("The mail server refused Mail:User with Mail:Password.", problem);
        Assert.Equal($"A mail was not sent. {problem} (AuthenticationException)", log);
        Assert.False(server.HasMore);
    }

    [Fact]
    public async Task Encryption_that_the_port_does_not_speak_is_told()
    {
        await using var server = new MailServer(Certificate);

        var (problem, _) = await SendAsync(server, MailEncryption.Implicit, MailServer.Password, TrustingClient);

        Assert.Equal("The mail server doesn't encrypt as Mail:Tls says. Check Mail:Tls and Mail:Port.", problem);
        Assert.False(server.HasMore);
    }

    [Fact]
    public async Task Server_that_does_not_listen_is_told()
    {
        MailServer gone;
        await using (gone = new MailServer())
        {
        }

        var (problem, _) = await SendAsync(gone, MailEncryption.StartTls, MailServer.Password);

        Assert.StartsWith("The mail server can't be reached: ", problem, StringComparison.Ordinal);
    }

    private static async Task<(string? Problem, string? Log)> SendAsync(
        MailServer server, MailEncryption encryption, string password, Func<SmtpClient>? createClient = null)
    {
        var options = new MailOptions
        {
            Host = "127.0.0.1",
            Port = server.Port,
            From = MailServer.From,
            User = MailServer.User,
            Password = password,
            Tls = encryption,
        };
        var logger = new FakeLogger<MailSender>();
        var sender = new MailSender(Options.Create(options), TimeProvider.System, logger) { CreateClient = createClient ?? (() => new SmtpClient()) };

        var problem = await sender.SendAsync("mara@example.com", "Subject", $"https://keys.shop.example/x#{Secret}", TestContext.Current.CancellationToken);

        var lines = logger.Collector.GetSnapshot();
        Assert.DoesNotContain(lines, line => $"{line.Message} {line.Exception}".Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => $"{line.Message} {line.Exception}".Contains(MailServer.Password, StringComparison.Ordinal));
        return (problem, lines.SingleOrDefault()?.Message);
    }

    /// <summary>As on a machine whose administrator has added the certificate.</summary>
    private static SmtpClient TrustingClient() => new()
    {
        CheckCertificateRevocation = false,
        ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == Certificate.GetCertHashString(),
    };

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.shop.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        // Windows takes no key for TLS that is only in memory.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
