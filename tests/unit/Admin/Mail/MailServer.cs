using System.Buffers;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace ApiKeys.UnitTests.Admin.Mail;

/// <summary>A mail server in this process, on a free port. Without a certificate it doesn't encrypt and takes mail without a sign-in.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string From = "keys@shop.example";
    public const string Address = "https://keys.shop.example";
    public const string User = "keys";
    public const string Password = "PASSWORD-of-the-mailbox";

    /// <summary>How long a test waits for what comes in milliseconds on a machine that isn't busy.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Store _store = new();
    private readonly Task _running;

    public MailServer(X509Certificate2? certificate = null, bool encryptsFirst = false)
    {
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => Port = ((IPEndPoint)started.LocalEndPoint).Port;
        var services = new ServiceProvider();
        services.Add((IEndpointListenerFactory)listeners);
        services.Add((IMessageStore)_store);
        services.Add((IUserAuthenticator)new DelegatingUserAuthenticator((user, password) =>
        {
            SignIns++;
            return (user, password) == (User, Password);
        }));
        var options = new SmtpServerOptionsBuilder().ServerName("localhost")
            .Endpoint(endpoint =>
            {
                endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0)).IsSecure(encryptsFirst);
                if (certificate is not null)
                {
                    endpoint.Certificate(certificate).AuthenticationRequired();
                }
            }).Build();

        // It listens before it waits for the first time.
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stopping.Token);
    }

    public int Port { get; private set; }

    /// <summary>Whether it refuses every mail.</summary>
    public bool Refuses
    {
        set => _store.Refuses = value;
    }

    /// <summary>How many times a user and a password were sent to it.</summary>
    public int SignIns { get; private set; }

    /// <summary>Whether the last mail came over an encrypted connection.</summary>
    public bool LastWasEncrypted => _store.LastWasEncrypted;

    /// <summary>How many mails it has refused.</summary>
    public int Refused => _store.Refused;

    /// <summary>Settings of an app that mails through it.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{Port}",
        ["Mail:From"] = From,
        ["Mail:Tls"] = "None",
        ["Account:PublicAddress"] = Address,
    };

    /// <summary>The next mail that was accepted, once it is. A test whose mail never comes fails instead of hanging.</summary>
    public Task<MimeMessage> NextAsync() =>
        _store.Accepted.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);

    /// <summary>Whether a mail was accepted that no one has read.</summary>
    public bool HasMore => _store.Accepted.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private sealed class Store : MessageStore
    {
        public Channel<MimeMessage> Accepted { get; } = Channel.CreateUnbounded<MimeMessage>();

        public bool Refuses { get; set; }

        public int Refused { get; private set; }

        public bool LastWasEncrypted { get; private set; }

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (Refuses)
            {
                Refused++;
                return SmtpResponse.MailboxUnavailable;
            }

            LastWasEncrypted = context.Pipe.IsSecure;
            using var stream = new MemoryStream(buffer.ToArray());
            await Accepted.Writer.WriteAsync(await MimeMessage.LoadAsync(stream, cancellationToken), cancellationToken);
            return SmtpResponse.Ok;
        }
    }
}
