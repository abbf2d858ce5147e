using System.Data;
using System.Security.Cryptography;
using System.Text;
using ApiKeys.Admin.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>
/// The lockout. Not Identity's own: that one counts only for accounts that exist, and so tells who has one; it counts after the check, so
/// that guesses sent side by side slip through; and it locks the account for everyone, so that any stranger keeps its owner out.
/// </summary>
/// <remarks>
/// Tries count per address and client network: a caller who guesses locks only their own network out. The higher limits, per address and IPv6 /48 and per address
/// alone, are for guesses from many networks. A browser in which the user has signed in before counts by itself: no guesses of others lock it out. What a stranger
/// with many networks can still do is to make the owner wait in a browser that is new; not end a session, nor stop a change of the password, which is counted
/// per user.
/// </remarks>
internal sealed class SignInThrottle(
    IDbContextFactory<AdminDbContext> contexts,
    ILookupNormalizer normalizer,
    IOptions<AccountOptions> options,
    TimeProvider timeProvider)
{
    /// <summary>Password links that one address is mailed within <see cref="AccountOptions.SignInWait"/>.</summary>
    public const int PasswordLinksPerAddress = 3;

    /// <summary>Alike for addresses that someone has and those that no one has.</summary>
    public IReadOnlyList<TryCounter> ForSignIn(string email, HttpContext context)
    {
        var tries = options.Value.SignInTries;
        var address = normalizer.NormalizeEmail(email) ?? "";
        if (context.Features.Get<KnownDevice>() is { } device && device.NormalizedEmail == address)
        {
            return [new TryCounter(Digest("device", device.Digest), tries, Slides: true)];
        }

        List<TryCounter> counters =
        [
            new TryCounter(Digest("address and network", ClientNetwork.Of(context), address), tries, Slides: true),

            // Sliding, a slow trickle of guesses would fill it and keep it full.
            new TryCounter(Digest("address", address), options.Value.SignInTriesFromEverywhere, Slides: false),
        ];
        if (ClientNetwork.WideOf(context) is { } wide)
        {
            counters.Add(new TryCounter(Digest("address and wide network", wide, address), tries * ClientNetwork.WideShare, Slides: true));
        }

        return counters;
    }

    /// <summary>
    /// For codes of one user, whose password is known by then. Six digits are few, so all networks together have no more tries than five have alone.
    /// </summary>
    public IReadOnlyList<TryCounter> ForCode(AdminUser user, HttpContext context)
    {
        var tries = options.Value.SignInTries;
        return context.Features.Get<KnownDevice>() is { } device && device.UserId == user.Id
            ? [new TryCounter(Digest("code in device", device.Digest), tries, Slides: true)]
            :
            [
                new TryCounter(Digest("code and network", ClientNetwork.Of(context), user.Id), tries, Slides: true),
                new TryCounter(Digest("code", user.Id), tries * ClientNetwork.WideShare, Slides: false),
            ];
    }

    /// <summary>For what a user who is signed in types to show again who they are.</summary>
    public IReadOnlyList<TryCounter> ForProof(string userId) => [new TryCounter(Digest("proof", userId), options.Value.SignInTries, Slides: true)];

    /// <summary>For the mails that one address gets because someone typed it. From all networks together, and alike for addresses that no one has.</summary>
    public IReadOnlyList<TryCounter> ForPasswordLink(string email) =>
        [new TryCounter(Digest("password link", normalizer.NormalizeEmail(email) ?? ""), PasswordLinksPerAddress, Slides: false)];

    public IReadOnlyList<TryCounter> ForPasswordChange(AdminUser user) =>
        [new TryCounter(Digest("password change", user.Id), options.Value.SignInTries, Slides: true)];

    /// <summary>Counts a try, before the password is looked at.</summary>
    public async Task<SignInTry> TakeAsync(IReadOnlyList<TryCounter> counters, CancellationToken cancellationToken)
    {
        // On a server, two tries at once may each find that the other was there: one of them is counted anew, as a whole.
        await using var any = await contexts.CreateDbContextAsync(cancellationToken);
        return await any.Database.CreateExecutionStrategy().ExecuteAsync(() => CountAsync(counters, cancellationToken));
    }

    public async Task ForgetAsync(IReadOnlyList<TryCounter> counters, CancellationToken cancellationToken)
    {
        var digests = counters.Select(counter => counter.Digest).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.SignInAttempts.Where(row => digests.Contains(row.Digest)).ExecuteDeleteAsync(cancellationToken);
    }

    // What is typed comes last, so that no address can be written as that of another counter.
    private static string Digest(params string[] parts) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))));

    private async Task<SignInTry> CountAsync(IReadOnlyList<TryCounter> counters, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        await db.SignInAttempts.Where(row => row.EndsAt <= now).ExecuteDeleteAsync(cancellationToken);

        var digests = counters.Select(counter => counter.Digest).ToList();
        var known = await db.SignInAttempts.Where(row => digests.Contains(row.Digest)).ToDictionaryAsync(row => row.Digest, cancellationToken);
        if (Wait() is { } wait)
        {
            // Not counted: whoever hammers the form cannot keep its owner waiting for ever.
            return new SignInTry(Allowed: false, IsLast: true, wait);
        }

        foreach (var counter in counters)
        {
            Count(counter);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SignInTry(Allowed: true, IsLast: Wait() is not null, Wait() ?? TimeSpan.Zero);

        TimeSpan? Wait() => counters
            .Where(counter => known.TryGetValue(counter.Digest, out var row) && row.Tries >= counter.Limit)
            .Max(counter => (TimeSpan?)(known[counter.Digest].EndsAt - now));

        void Count(TryCounter counter)
        {
            if (!known.TryGetValue(counter.Digest, out var row))
            {
                row = known[counter.Digest] = new SignInAttempts { Digest = counter.Digest, EndsAt = now + options.Value.SignInWait };
                db.SignInAttempts.Add(row);
            }

            row.Tries++;
            row.EndsAt = counter.Slides ? now + options.Value.SignInWait : row.EndsAt;
        }
    }
}
