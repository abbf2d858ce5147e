using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using ApiKeys.Authentication.Credentials;
using ApiKeys.Authentication.Gate;
using ApiKeys.Authentication.Refusals;
using ApiKeys.Scopes;
using ApiKeys.Usage;
using ApiKeys.Verification;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Authentication;

/// <summary>
/// Both schemes, which differ in the type of key they want. Reads the credential, asks the verifier, and turns what it says into ASP.NET Core's terms.
/// </summary>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<ApiKeyAuthenticationOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    IApiKeyVerifier verifier,
    UseRecorder uses)
    : AuthenticationHandler<ApiKeyAuthenticationOptions>(options, loggers, encoder)
{
    // As many as there are codes. A failure is made of an exception, which garbage by the million should not cost us.
    private static readonly ConcurrentDictionary<string, AuthenticateResult> Failures = new(StringComparer.Ordinal);

    private VerifiedKey? _key;
    private Refusal? _refusal;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var credential = Credential.Read(Request, Options.KeyType);
        if (credential.Token is not { } token)
        {
            return Task.FromResult(Refuse(credential.Refusal!, credential.IsAbsent));
        }

        // Not the request's own token: verification is over before a caller could give up, and asking for that token makes it.
        var verification = verifier.VerifyAsync(token, Options.KeyType, CancellationToken.None);
        return verification.IsCompletedSuccessfully
            ? Task.FromResult(Conclude(token, verification.Result))
            : ConcludeLaterAsync(token, verification);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();
        await AnswerAsync(_refusal ?? RefusalReasons.Missing(Options.KeyType));
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync();

        // Who is let in by another scheme can be forbidden here for a key that nobody could verify.
        if (_refusal is { IsStoreUnavailable: true } unavailable)
        {
            await AnswerAsync(unavailable);
        }
        else if (ScopeShortfall.Of(Context) is { } scopes)
        {
            if (_key is not null)
            {
                uses.Note(_key, VerificationCode.InsufficientScope, Callers.Of(Context));
            }

            await AnswerAsync(RefusalReasons.InsufficientScope(scopes) with { Fingerprint = _key?.Redacted });
        }
        else
        {
            await AnswerAsync(RefusalReasons.Forbidden with { Fingerprint = _key?.Redacted });
        }
    }

    private async Task<AuthenticateResult> ConcludeLaterAsync(string token, ValueTask<VerificationResult> verification) =>
        Conclude(token, await verification);

    private AuthenticateResult Conclude(string token, VerificationResult result)
    {
        if (result.Key is { } known)
        {
            uses.Note(known, result.Code, Callers.Of(Context));
        }
        else
        {
            uses.Note(result.Code);
        }

        if (result is not { IsValid: true, Key: { } key })
        {
            return Refuse(RefusalReasons.Of(result.Code, Options.KeyType).Of(token), isAbsent: false);
        }

        _key = key;
        TellGate();
        return AuthenticateResult.Success(new AuthenticationTicket(ApiKeyPrincipal.ForOneCall(key), Scheme.Name));
    }

    private AuthenticateResult Refuse(Refusal refusal, bool isAbsent)
    {
        _refusal = refusal;
        if (isAbsent)
        {
            return AuthenticateResult.NoResult();
        }

        TellGate();
        return Failures.GetOrAdd(refusal.Code, code => AuthenticateResult.Fail($"The key was refused: {code}."));
    }

    private void TellGate()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<ApiKeyGate>() is not null)
        {
            Context.Features.Set(new CheckedKey(Options.KeyType, _key, _refusal));
        }
    }

    private Task AnswerAsync(Refusal refusal) => RefusalAnswer.WriteAsync(Context, refusal, Options.KeyType, Options.Realm);
}
