using System.Collections.Concurrent;
using ApiKeys.Authentication.Credentials;
using ApiKeys.Authentication.Refusals;
using ApiKeys.Scopes;
using ApiKeys.Tokens;
using ApiKeys.Usage;
using ApiKeys.Verification;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ApiKeys.Authentication;

/// <summary>
/// Both schemes, which differ in the type of key they want. Reads the credential, asks the verifier, and turns what it says into ASP.NET Core's terms.
/// </summary>
/// <remarks>
/// Not on <see cref="AuthenticationHandler{TOptions}"/>, whose loggers, events and forwarding cost each call more than verifying its key does. Forwarding to
/// other schemes is what policy schemes are for.
/// </remarks>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<ApiKeyAuthenticationOptions> monitor, IApiKeyVerifier verifier, UseRecorder uses) : IAuthenticationHandler
{
    // As many as there are codes. A failure is made of an exception, which garbage by the million should not cost us.
    private static readonly ConcurrentDictionary<string, AuthenticateResult> Failures = new(StringComparer.Ordinal);

    private AuthenticationScheme _scheme = null!;
    private HttpContext _context = null!;
    private ApiKeyAuthenticationOptions _options = null!;
    private Task<AuthenticateResult>? _result;
    private VerifiedKey? _key;
    private VerificationCode _noted;
    private Refusal? _refusal;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        (_scheme, _context, _options) = (scheme, context, monitor.Get(scheme.Name));
        return Task.CompletedTask;
    }

    /// <summary>Once for a request, however often it is asked.</summary>
    public Task<AuthenticateResult> AuthenticateAsync() => _result ??= AuthenticateOnceAsync();

    public async Task ChallengeAsync(AuthenticationProperties? properties)
    {
        await AuthenticateAsync();
        await AnswerAsync(_refusal ?? RefusalReasons.Missing(_options.KeyType));
    }

    public async Task ForbidAsync(AuthenticationProperties? properties)
    {
        await AuthenticateAsync();

        // Who is let in by another scheme can be forbidden here for a key that nobody could verify.
        if (_refusal is { IsStoreUnavailable: true } unavailable)
        {
            await AnswerAsync(unavailable);
        }
        else if (ScopeShortfall.Of(_context) is { } scopes)
        {
            // An endpoint that asks for scopes only once it runs.
            if (_key is not null && _noted == VerificationCode.Valid)
            {
                uses.Note(_key, VerificationCode.InsufficientScope, Callers.Of(_context));
            }

            await AnswerAsync(RefusalReasons.InsufficientScope(scopes) with { Fingerprint = _key?.Redacted });
        }
        else
        {
            await AnswerAsync(RefusalReasons.Forbidden with { Fingerprint = _key?.Redacted });
        }
    }

    private Task<AuthenticateResult> AuthenticateOnceAsync()
    {
        var needs = EndpointNeeds.OfAsync(_context);
        return needs.IsCompletedSuccessfully ? AuthenticateAsync(needs.Result) : AuthenticateLaterAsync(needs);
    }

    private async Task<AuthenticateResult> AuthenticateLaterAsync(ValueTask<EndpointNeeds> needs) => await AuthenticateAsync(await needs);

    private Task<AuthenticateResult> AuthenticateAsync(EndpointNeeds needs)
    {
        var credential = Credential.Read(_context.Request, _options.KeyType);
        if (credential.Token is not { } token)
        {
            return Task.FromResult(Refuse(needs, credential.Refusal!, credential.IsAbsent));
        }

        var verification = verifier.VerifyAsync(token, _options.KeyType);
        return verification.IsCompletedSuccessfully
            ? Task.FromResult(Conclude(needs, token, verification.Result))
            : ConcludeLaterAsync(needs, token, verification);
    }

    private async Task<AuthenticateResult> ConcludeLaterAsync(EndpointNeeds needs, PresentedToken token, ValueTask<VerificationResult> verification) =>
        Conclude(needs, token, await verification);

    private AuthenticateResult Conclude(EndpointNeeds needs, PresentedToken token, VerificationResult result)
    {
        Note(needs, result);
        if (result is not { IsValid: true, Key: { } key })
        {
            return Refuse(needs, RefusalReasons.Of(result.Code, _options.KeyType).Of(token), isAbsent: false);
        }

        _key = key;
        TellGate(needs);
        return AuthenticateResult.Success(new AuthenticationTicket(ApiKeyPrincipal.ForOneCall(key), _scheme.Name));
    }

    private void Note(EndpointNeeds needs, VerificationResult result)
    {
        if (result.Key is not { } key)
        {
            uses.Note(result.Code);
            return;
        }

        _noted = result.IsValid && !needs.AreMetBy(key) ? VerificationCode.InsufficientScope : result.Code;
        uses.Note(key, _noted, Callers.Of(_context, needs.Route));
    }

    private AuthenticateResult Refuse(EndpointNeeds needs, Refusal refusal, bool isAbsent)
    {
        _refusal = refusal;
        if (isAbsent)
        {
            return AuthenticateResult.NoResult();
        }

        TellGate(needs);
        return Failures.GetOrAdd(refusal.Code, code => AuthenticateResult.Fail(new ApiKeyRefusedException(code)));
    }

    private void TellGate(EndpointNeeds needs)
    {
        if (needs.Gate is not null)
        {
            _context.Features.Set(new CheckedKey(_options.KeyType, _key, _refusal));
        }
    }

    private Task AnswerAsync(Refusal refusal) => RefusalAnswer.WriteAsync(_context, refusal, _options.KeyType, _options.Realm);
}
