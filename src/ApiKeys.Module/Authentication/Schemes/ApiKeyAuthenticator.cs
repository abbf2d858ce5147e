using System.Collections.Concurrent;
using ApiKeys.Authentication.Credentials;
using ApiKeys.Authentication.Refusals;
using ApiKeys.Tokens;
using ApiKeys.Usage;
using ApiKeys.Verification;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ApiKeys.Authentication.Schemes;

/// <summary>
/// Both schemes, which differ in the type of key they want. Reads the credential, asks the verifier, and turns what it says into ASP.NET Core's terms.
/// </summary>
internal sealed class ApiKeyAuthenticator(IOptionsMonitor<ApiKeyAuthenticationOptions> monitor, IApiKeyVerifier verifier, UseRecorder uses)
{
    // As many as there are codes. A failure is made of an exception, which garbage by the million should not cost us.
    private static readonly ConcurrentDictionary<string, Task<AuthenticateResult>> Failures = new(StringComparer.Ordinal);

    private static readonly Task<AuthenticateResult> NoResult = Task.FromResult(AuthenticateResult.NoResult());

    public ApiKeyAuthenticationOptions OptionsOf(string scheme) => monitor.Get(scheme);

    /// <summary>Once for a request and scheme, however often it is asked.</summary>
    public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string scheme) =>
        CheckedKey.Find(context, scheme) is { } done ? done.Result : AuthenticateOnceAsync(context, scheme);

    private Task<AuthenticateResult> AuthenticateOnceAsync(HttpContext context, string scheme)
    {
        var needs = EndpointNeeds.OfAsync(context);
        return needs.IsCompletedSuccessfully ? AuthenticateAsync(context, scheme, needs.Result) : AuthenticateLaterAsync(context, scheme, needs);
    }

    private async Task<AuthenticateResult> AuthenticateLaterAsync(HttpContext context, string scheme, ValueTask<EndpointNeeds> needs) =>
        await AuthenticateAsync(context, scheme, await needs);

    private Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string scheme, EndpointNeeds needs)
    {
        var type = OptionsOf(scheme).KeyType;
        var credential = Credential.Read(context.Request, type);
        if (credential.Token is not { } token)
        {
            return Refuse(context, scheme, type, credential.Refusal!, credential.IsAbsent);
        }

        var verification = verifier.VerifyAsync(token, type);
        return verification.IsCompletedSuccessfully
            ? Conclude(context, scheme, type, needs, token, verification.Result)
            : ConcludeLaterAsync(context, scheme, type, needs, token, verification);
    }

    private async Task<AuthenticateResult> ConcludeLaterAsync(
        HttpContext context, string scheme, ApiKeyType type, EndpointNeeds needs, PresentedToken token, ValueTask<VerificationResult> verification) =>
        await Conclude(context, scheme, type, needs, token, await verification);

    private Task<AuthenticateResult> Conclude(
        HttpContext context, string scheme, ApiKeyType type, EndpointNeeds needs, PresentedToken token, VerificationResult result)
    {
        var noted = Note(context, needs, result);
        if (result is not { IsValid: true, Key: { } key })
        {
            return Refuse(context, scheme, type, RefusalReasons.Of(result.Code, type).Of(token), isAbsent: false);
        }

        var ticket = new AuthenticationTicket(ApiKeyPrincipal.ForOneCall(key), scheme);
        var done = new CheckedKey
        {
            Scheme = scheme,
            Type = type,
            Key = key,
            Noted = noted,
            Result = Task.FromResult(AuthenticateResult.Success(ticket)),
        };
        done.KeepIn(context);
        return done.Result;
    }

    private VerificationCode Note(HttpContext context, EndpointNeeds needs, VerificationResult result)
    {
        if (result.Key is not { } key)
        {
            uses.Note(result.Code);
            return result.Code;
        }

        var noted = result.IsValid && !needs.AreMetBy(key) ? VerificationCode.InsufficientScope : result.Code;
        uses.Note(key, noted, Callers.Of(context, needs.Route));
        return noted;
    }

    private static Task<AuthenticateResult> Refuse(HttpContext context, string scheme, ApiKeyType type, Refusal refusal, bool isAbsent)
    {
        var done = new CheckedKey
        {
            Scheme = scheme,
            Type = type,
            Refusal = refusal,
            IsAbsent = isAbsent,
            Result = isAbsent
                ? NoResult
                : Failures.GetOrAdd(refusal.Code, code => Task.FromResult(AuthenticateResult.Fail(new ApiKeyRefusedException(code)))),
        };
        done.KeepIn(context);
        return done.Result;
    }
}
