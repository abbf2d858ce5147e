using System.Security.Cryptography;
using System.Threading.Channels;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Team.Password;
using ApiKeys.Admin.Text;
using ApiKeys.Operations;

namespace ApiKeys.Admin.Team.Mails;

/// <summary>
/// Mails password links to people who have forgotten theirs. All of it happens after the response, one request after another, so that neither the response nor its
/// time tells whether an address is known. It begins seconds later, at a random time: begun at once, it would slow the next response down, and for a known address
/// more than for another.
/// </summary>
internal sealed class ForgottenPasswords(
    TeamReader reader, TeamService team, TeamMails mails, IServiceScopeFactory scopes, TimeProvider timeProvider, ILogger<ForgottenPasswords> logger)
    : BackgroundService
{
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    // More can't be meant; each network is limited before.
    private const int MostWaiting = 1000;

    private static readonly TimeSpan[] Backoff = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)];

    private readonly Channel<(string Email, DateTimeOffset DueAt)> _waiting = Channel.CreateBounded<(string, DateTimeOffset)>(MostWaiting);

    public bool IsOn => mails.IsOn;

    /// <summary>Chooses how long a request waits.</summary>
    internal Func<TimeSpan> ChooseDelay { get; set; } = () => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1_000, 5_000));

    /// <summary>Sends a link to an address, if someone has it who signs in with a password.</summary>
    public void Request(string email)
    {
        if (!_waiting.Writer.TryWrite((email, timeProvider.GetUtcNow() + ChooseDelay())))
        {
            Log.TooManyWaiting(logger);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (email, dueAt) in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (dueAt - timeProvider.GetUtcNow() is { Ticks: > 0 } wait)
                {
                    await Task.Delay(wait, timeProvider, stoppingToken);
                }

                if (await IssueAsync(email, stoppingToken) is { Secret: { } secret } link)
                {
                    // A mail server that is slow doesn't keep the next one waiting.
                    _ = SendAsync(link.Person, secret, link.ExpiresAt, stoppingToken);
                }
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NoLinkMade(logger, LoggedFailure.Of(problem));
            }
        }
    }

    private async Task<CreatedPasswordLink?> IssueAsync(string email, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var throttle = scope.ServiceProvider.GetRequiredService<SignInThrottle>();
        if (!(await throttle.TakeAsync(throttle.ForPasswordLink(email), cancellationToken)).Allowed)
        {
            Log.TooManyForAddress(logger);
            return null;
        }

        if (await reader.FindWithPasswordAsync(email, cancellationToken) is not { } userId)
        {
            return null;
        }

        await team.DeleteExpiredPasswordLinksAsync(cancellationToken);

        // The person who typed the address has not shown who they are.
        var call = new OperationCall(new Actor(People.SignInPageId), TransactionId: null, cancellationToken);
        return (await team.IssuePasswordLinkAsync(new IssuePasswordLinkRequest(userId, LinkLifetime), call)).Value;
    }

    private async Task SendAsync(PersonDetails person, LinkSecret secret, DateTimeOffset expiresAt, CancellationToken stoppingToken)
    {
        try
        {
            for (var attempt = 0; await mails.SendPasswordLinkAsync(person.Email, secret, expiresAt, stoppingToken) is not null; attempt++)
            {
                if (attempt == Backoff.Length)
                {
                    Log.NotMailed(logger, person.Id);
                    return;
                }

                await Task.Delay(Backoff[attempt], timeProvider, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            Log.NotMailed(logger, person.Id);
        }
    }
}
