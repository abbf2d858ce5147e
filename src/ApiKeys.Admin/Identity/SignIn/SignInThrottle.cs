using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>
/// The lockout. Not Identity's own: that one counts only for accounts that exist, and so tells who has one; it counts after the check, so
/// that guesses sent side by side slip through; and it marks the person, so that a stranger could stop an owner at work.
/// </summary>
internal sealed class SignInThrottle(
    IDbContextFactory<AdminDbContext> contexts,
    ILookupNormalizer normalizer,
    IOptions<AccountOptions> options,
    TimeProvider timeProvider)
{
    /// <summary>Counts a try before the password is looked at.</summary>
    public async Task<SignInTry> TakeAsync(string email, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        await db.SignInAttempts.Where(row => row.EndsAt <= now).ExecuteDeleteAsync(cancellationToken);

        var digest = Digest(email);
        var attempts = await db.SignInAttempts.SingleOrDefaultAsync(row => row.EmailDigest == digest, cancellationToken);
        if (attempts is null)
        {
            attempts = new SignInAttempts { EmailDigest = digest };
            db.SignInAttempts.Add(attempts);
        }
        else if (attempts.Tries >= options.Value.SignInTries)
        {
            // Not extended: whoever hammers the form cannot keep its owner waiting for ever.
            return new SignInTry(Allowed: false, IsLast: true, attempts.EndsAt - now);
        }

        attempts.Tries++;
        attempts.EndsAt = now + options.Value.SignInWait;
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        return new SignInTry(Allowed: true, IsLast: attempts.Tries >= options.Value.SignInTries, options.Value.SignInWait);
    }

    public async Task ForgetAsync(string email, CancellationToken cancellationToken)
    {
        var digest = Digest(email);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.SignInAttempts.Where(row => row.EmailDigest == digest).ExecuteDeleteAsync(cancellationToken);
    }

    private string Digest(string email) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(normalizer.NormalizeEmail(email) ?? "")));
}

/// <param name="Allowed">Whether the password may be checked at all.</param>
/// <param name="IsLast">Whether the next try has to wait.</param>
/// <param name="Wait">How long that is.</param>
internal readonly record struct SignInTry(bool Allowed, bool IsLast, TimeSpan Wait);
