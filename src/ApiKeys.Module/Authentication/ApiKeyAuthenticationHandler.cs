using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using ApiKeys.Authentication.Credentials;
using ApiKeys.Authentication.Refusals;
using ApiKeys.Authentication.Scopes;
using ApiKeys.Tokens;
using ApiKeys.Usage.Callers;
using ApiKeys.Usage.Recording;
using ApiKeys.Verification;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Authentication;

/// <summary>
/// Both schemes, which differ in the type of key they want. From the header to the ticket: read the credential, verify its token, count the use.
/// ASP.NET Core keeps one handler for a request and scheme, and asks it to authenticate once.
/// </summary>
internal sealed class ApiKeyAuthenticationHandler(
    IOptionsMonitor<ApiKeyAuthenticationOptions> options, ILoggerFactory loggers, UrlEncoder encoder, IApiKeyVerifier verifier, UseRecorder uses)
    : AuthenticationHandler<ApiKeyAuthenticationOptions>(options, loggers, encoder)
{
    // As many as there are codes. A failure is made of an exception, which garbage by the million should not cost us.
    private static readonly ConcurrentDictionary<string, AuthenticateResult> Failures = new(StringComparer.Ordinal);

    private VerifiedKey? _key;
    private VerificationCode _counted;
    private Refusal? _refusal;

    private new ApiKeyAuthenticationEvents Events => (ApiKeyAuthenticationEvents)base.Events!;

    protected override Task<object> CreateEventsAsync() => Task.FromResult<object>(new ApiKeyAuthenticationEvents());

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? presented = null;
        if (!Events.AreSilent)
        {
            var received = new ApiKeyMessageReceivedContext(Context, Scheme, Options);
            await Events.MessageReceivedAsync(received);
            if (received.Result is { } result)
            {
                return result.Failure is null ? result : Reject(result);
            }

            presented = received.Token;
        }

        var credential = presented is null ? CredentialReader.Read(Request, Options) : Credential.Of(presented);
        if (credential.Token is not { } token)
        {
            return Refuse(credential.Refusal!, credential.IsAbsent);
        }

        var needs = await EndpointNeeds.OfAsync(Context);
        return await ConcludeAsync(needs, token, await verifier.VerifyAsync(token, Options.KeyType));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceAsync();
        await AnswerAsync(_refusal ?? RefusalReasons.Missing(Options.KeyType), properties);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceAsync();

        // A caller that another scheme let in can be forbidden here for a key that couldn't be verified.
        if (_refusal is { IsStoreUnavailable: true } unavailable)
        {
            await AnswerAsync(unavailable, properties);
        }
        else if (ScopeShortfall.Of(Context) is { } scopes)
        {
            // An endpoint that asks for scopes only once it runs.
            if (_key is { } key && _counted == VerificationCode.Valid)
            {
                uses.Note(key, VerificationCode.InsufficientScope, RequestCaller.Of(Context));
            }

            await AnswerAsync(RefusalReasons.InsufficientScope(scopes) with { Redacted = _key?.Redacted }, properties);
        }
        else
        {
            await AnswerAsync(RefusalReasons.Forbidden with { Redacted = _key?.Redacted }, properties);
        }
    }

    private ValueTask<AuthenticateResult> ConcludeAsync(EndpointNeeds needs, PresentedToken token, VerificationResult verification)
    {
        _counted = Count(needs, verification);
        if (verification is not { IsValid: true, Key: { } key })
        {
            return ValueTask.FromResult(Refuse(RefusalReasons.Of(verification.Code, Options.KeyType).Of(token), isAbsent: false));
        }

        if (!Events.AreSilent)
        {
            return RaiseVerifiedAsync(needs, key);
        }

        Accept(needs, key);
        return ValueTask.FromResult(AuthenticateResult.Success(new AuthenticationTicket(ApiKeyPrincipal.ForOneCall(key), Scheme.Name)));
    }

    private async ValueTask<AuthenticateResult> RaiseVerifiedAsync(EndpointNeeds needs, VerifiedKey key)
    {
        var verified = new ApiKeyVerifiedContext(Context, Scheme, Options, key) { Principal = ApiKeyPrincipal.ForOneCall(key) };
        await Events.KeyVerifiedAsync(verified);
        if (verified.Result is { Succeeded: false } result)
        {
            return Reject(result);
        }

        Accept(needs, key);
        return verified.Result ?? AuthenticateResult.Success(new AuthenticationTicket(verified.Principal!, verified.Properties, Scheme.Name));
    }

    private void Accept(EndpointNeeds needs, VerifiedKey key)
    {
        _key = key;
        if (needs.MayMeetGate)
        {
            CheckedKey.Keep(Context, Options.KeyType, key, refusal: null);
        }
    }

    private VerificationCode Count(EndpointNeeds needs, VerificationResult verification)
    {
        if (verification.Key is not { } key)
        {
            uses.Note(verification.Code);
            return verification.Code;
        }

        var code = verification.IsValid && !needs.AreMetBy(key) ? VerificationCode.InsufficientScope : verification.Code;
        uses.Note(key, code, RequestCaller.Of(Context, needs.Route));
        return code;
    }

    private AuthenticateResult Refuse(Refusal refusal, bool isAbsent)
    {
        _refusal = refusal;
        if (isAbsent)
        {
            return AuthenticateResult.NoResult();
        }

        CheckedKey.Keep(Context, Options.KeyType, key: null, refusal);
        return Failures.GetOrAdd(refusal.Code, code => AuthenticateResult.Fail(new ApiKeyRefusedException(code)));
    }

    /// <summary>An event of the host refused the request.</summary>
    private AuthenticateResult Reject(AuthenticateResult result)
    {
        Refuse(RefusalReasons.Rejected, isAbsent: false);
        return result;
    }

    private async Task AnswerAsync(Refusal refusal, AuthenticationProperties properties)
    {
        if (!Events.AreSilent)
        {
            var refused = new ApiKeyRefusedContext(Context, Scheme, Options, properties, refusal);
            await Events.RefusedAsync(refused);
            if (refused.Handled)
            {
                return;
            }
        }

        await RefusalAnswer.WriteAsync(Context, refusal, Options.KeyType, Options.Realm, Options.HeaderFor(Options.KeyType));
    }
}
