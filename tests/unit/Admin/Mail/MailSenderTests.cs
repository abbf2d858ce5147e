using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Mail;
using ApiKeys.Admin.Team.Mails;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Admin.Mail;

public sealed class MailSenderTests
{
    [Fact]
    public async Task Mail_has_one_sender_one_recipient_and_plain_text_and_says_nothing_of_this_machine()
    {
        await using var server = new MailServer();

        var problem = await SendAsync(server.Port, MailEncryption.None);

        var mail = await server.NextAsync();
        Assert.Null(problem);
        Assert.Equal(("ApiKeys", MailServer.From), (mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address));
        Assert.Equal(("mara@example.com", "Subject", "text/plain"), (mail.To.Mailboxes.Single().Address, mail.Subject, mail.Body!.ContentType.MimeType));
        Assert.Equal("Grüße\nhttps://keys.shop.example/x#SECRET", mail.TextBody!.ReplaceLineEndings("\n").Trim());
        Assert.EndsWith("@shop.example", mail.MessageId, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task Server_that_can_not_encrypt_gets_no_mail_unless_that_is_configured()
    {
        await using var server = new MailServer();
        var logs = new FakeLogger<MailSender>();

        Assert.Equal("The SMTP server does not support the STARTTLS extension.", await SendAsync(server.Port, MailEncryption.StartTls, logs));

        Assert.False(server.HasMore);
        Assert.DoesNotContain("SECRET", Assert.Single(logs.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_of_the_server_is_logged_without_the_mail()
    {
        await using var server = new MailServer { Refuses = true };
        var logs = new FakeLogger<MailSender>();

        Assert.Equal("The mail server refused the mail with code 550.", await SendAsync(server.Port, MailEncryption.None, logs));

        var line = Assert.Single(logs.Collector.GetSnapshot()).Message;
        Assert.Equal("A mail was not sent. The mail server refused the mail with code 550. (SmtpCommandException)", line);
        Assert.DoesNotContain("SECRET", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_can_not_work_are_named()
    {
        Assert.Equal(
            """
            Mail:Host is 'not a host' and must be a host such as mail.shop.example
            Mail:From is 'nobody' and must be an address such as keys@shop.example
            Mail:User is missing: Mail:Password is given, and both are needed
            Mail:Tls is 'None': the password would be sent in clear. Use StartTls or Implicit, or leave out Mail:User and Mail:Password
            """,
            ProblemsOf(new MailOptions { Host = "not a host", From = "nobody", Password = "secret", Tls = MailEncryption.None }));
        Assert.Equal("Mail:From is missing: Mail:Host is given", ProblemsOf(new MailOptions { Host = "mail.example.com" }));
        Assert.Equal(
            """
            Mail:Host is missing: Mail:From is given
            Mail:Host is missing: Mail:Password is given
            """,
            ProblemsOf(new MailOptions { From = MailServer.From, Password = "secret" }));
        Assert.Equal("Mail:Tls is '7'. Values: Implicit, StartTls, None", ProblemsOf(new MailOptions { Host = "mail.example.com", From = MailServer.From, Tls = (MailEncryption)7 }));
        Assert.Equal("", ProblemsOf(new MailOptions { Host = "mail.example.com", From = $"ApiKeys <{MailServer.From}>", User = "u", Password = "p" }));
        Assert.Equal("", ProblemsOf(new MailOptions()));
    }

    [Fact]
    public void Mail_without_a_public_address_for_its_links_is_named()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Mail:Host", "mail.example.com")]).Build();
        var validator = new MailedLinksValidator(configuration);

        Assert.Equal(
            ["Account:PublicAddress is missing: Mail:Host is given, and mailed links begin with this address"],
            validator.Validate(null, new AccountOptions()).Failures ?? []);
        Assert.True(validator.Validate(null, new AccountOptions { PublicAddress = MailServer.Address }).Succeeded);
        Assert.True(new MailedLinksValidator(new ConfigurationBuilder().Build()).Validate(null, new AccountOptions()).Succeeded);
    }

    private static string ProblemsOf(MailOptions options) => string.Join('\n', new MailOptionsValidator().Validate(null, options).Failures ?? []);

    private static Task<string?> SendAsync(int port, MailEncryption encryption, FakeLogger<MailSender>? logger = null)
    {
        var options = new MailOptions { Host = "127.0.0.1", Port = port, From = $"ApiKeys <{MailServer.From}>", Tls = encryption };
        var sender = new MailSender(Options.Create(options), TimeProvider.System, logger ?? new FakeLogger<MailSender>());
        return sender.SendAsync("mara@example.com", "Subject", "Grüße\nhttps://keys.shop.example/x#SECRET", TestContext.Current.CancellationToken);
    }
}
