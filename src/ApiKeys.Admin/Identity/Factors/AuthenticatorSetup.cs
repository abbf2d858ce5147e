using System.Globalization;
using System.Security.Cryptography;
using ApiKeys.Admin.Identity.OwnChanges;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.Factors;

/// <summary>Sets a user's authenticator app up and turns it off. Both end the user's other sessions.</summary>
/// <remarks>
/// Until a code confirms it, a new key is only on the page that shows it: sealed there for its user and for a while, so that no one else's key can be put in its place.
/// </remarks>
internal sealed class AuthenticatorSetup(
    UserManager<AdminUser> users,
    OwnAccount account,
    AuthenticatorCodes codes,
    SignInThrottle throttle,
    SessionRenewal renewal,
    IDataProtectionProvider protection,
    TimeProvider timeProvider)
{
    private static readonly TimeSpan OfferLength = TimeSpan.FromMinutes(30);

    private readonly IDataProtector _protector = protection.CreateProtector("ApiKeys.Admin.Authenticator");

    /// <summary>A new key for a user; their app reads it from the QR code or by hand.</summary>
    public AuthenticatorOffer Offer(AdminUser user, HttpContext context) => OfferOf(users.GenerateNewAuthenticatorKey(), user, context);

    /// <summary>The offer that a page made before; null when it isn't one, is someone else's, or is too old.</summary>
    public AuthenticatorOffer? ReadOffer(string sealedKey, AdminUser user, HttpContext context) =>
        Open(sealedKey, user) is { } key ? OfferOf(key, user, context, sealedKey) : null;

    public async Task<AuthenticatorSetupResult> ConfirmAsync(AuthenticatorOffer offer, string code, AdminUser user, HttpContext context)
    {
        var counters = throttle.ForCode(user, context);
        var attempt = await throttle.TakeAsync(counters, context.RequestAborted);
        if (!attempt.Allowed)
        {
            return new AuthenticatorSetupResult.TooManyTries(attempt.Wait);
        }

        if (codes.FindStep(offer.Key, string.Concat(code.Where(char.IsAsciiDigit))) is not { } step)
        {
            return attempt.IsLast ? new AuthenticatorSetupResult.TooManyTries(attempt.Wait) : new AuthenticatorSetupResult.Wrong();
        }

        await throttle.ForgetAsync(counters, context.RequestAborted);

        var recoveryCodes = RecoveryCode.NewSet();
        if (!await account.ChangeAsync(user, Change(offer.Key, step, recoveryCodes), context.RequestAborted))
        {
            return new AuthenticatorSetupResult.ChangedMeanwhile();
        }

        var now = timeProvider.GetUtcNow();
        await renewal.RenewAsync(user, new SessionProof(now, now), context);
        return new AuthenticatorSetupResult.Done(recoveryCodes);
    }

    private static OwnChange Change(string key, long step, IReadOnlyList<string> recoveryCodes) => new(ApiKeyAction.AuthenticatorSetUp, async change =>
    {
        await change.Store.SetAuthenticatorKeyAsync(change.User, key, change.CancellationToken);
        await change.Store.ReplaceCodesAsync(change.User, recoveryCodes, change.CancellationToken);
        change.User.LastCodeStep = step;
        change.User.TwoFactorEnabled = true;
        return true;
    })
    {
        EndsSessions = true,
    };

    private AuthenticatorOffer OfferOf(string key, AdminUser user, HttpContext context, string? sealedKey = null)
    {
        // Two installations stand apart in the app by their host.
        var issuer = $"ApiKeys {context.Request.Host.Host}";
        var address = $"otpauth://totp/{Uri.EscapeDataString($"{issuer}:{user.Email}")}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits={AuthenticatorCodes.Length}";
        return new AuthenticatorOffer(key, sealedKey ?? Seal(key, user), QrCode.Svg(address));
    }

    private string Seal(string key, AdminUser user) => _protector.Protect(string.Join(
        '|', (timeProvider.GetUtcNow() + OfferLength).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), user.Id, user.SecurityStamp, key));

    private string? Open(string sealedKey, AdminUser user)
    {
        try
        {
            return _protector.Unprotect(sealedKey).Split('|') is [var end, var userId, var stamp, var key]
                && userId == user.Id && stamp == user.SecurityStamp
                && long.Parse(end, CultureInfo.InvariantCulture) > timeProvider.GetUtcNow().ToUnixTimeMilliseconds()
                ? key
                : null;
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>A key that an app may take. No record, which would print the key.</summary>
internal sealed class AuthenticatorOffer(string key, string sealedKey, string svg)
{
    public string Key => key;

    /// <summary>The key as the page keeps it.</summary>
    public string Sealed => sealedKey;

    /// <summary>The picture that an app reads.</summary>
    public string Svg => svg;

    /// <summary>The key as it is typed: in groups of four.</summary>
    public string Groups => string.Join(' ', key.Chunk(4).Select(letters => new string(letters)));
}

internal abstract record AuthenticatorSetupResult
{
    private AuthenticatorSetupResult()
    {
    }

    /// <summary>The recovery codes, which nothing returns again. No member that prints them.</summary>
    internal sealed record Done(IReadOnlyList<string> RecoveryCodes) : AuthenticatorSetupResult
    {
        public override string ToString() => nameof(Done);
    }

    internal sealed record Wrong : AuthenticatorSetupResult;

    internal sealed record TooManyTries(TimeSpan Wait) : AuthenticatorSetupResult;

    internal sealed record ChangedMeanwhile : AuthenticatorSetupResult;
}
