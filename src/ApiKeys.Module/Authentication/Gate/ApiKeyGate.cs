using ApiKeys.Authentication.Credentials;
using ApiKeys.Authentication.Refusals;
using ApiKeys.Authentication.Scopes;
using ApiKeys.Tokens;
using ApiKeys.Usage.Callers;
using ApiKeys.Usage.Recording;
using ApiKeys.Verification;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace ApiKeys.Authentication.Gate;

/// <summary>Stands before one endpoint. While the verifier answers at once, as it does from memory, nothing here waits.</summary>
internal sealed class ApiKeyGate(RequestDelegate next, IApiKeyVerifier verifier, UseRecorder uses)
{
    public required ApiKeyType Type { get; init; }

    /// <summary>All of them are wanted.</summary>
    public required string[] Scopes { get; init; }

    public required string Realm { get; init; }

    /// <summary>The header that takes a key by itself.</summary>
    public required string Header { get; init; }

    public required string? Route { get; init; }

    public required bool HasOutputCache { get; init; }

    /// <summary>Whether a scheme can have been here before.</summary>
    public required bool HasSchemes { get; init; }

    public Task InvokeAsync(HttpContext context)
    {
        // The cache stands before the gate. It would keep what one caller was let in to see and hand it to everyone.
        if (HasOutputCache && context.Features.Get<IOutputCacheFeature>() is { } cache)
        {
            cache.Context.AllowCacheStorage = false;
        }

        if (HasSchemes && CheckedKey.Find(context, Type) is { } done)
        {
            return TakeOver(context, done);
        }

        var credential = CredentialReader.Read(context.Request, Type, Header);
        if (credential.Token is not { } token)
        {
            return RefuseAsync(context, credential.Refusal!);
        }

        var verification = verifier.VerifyAsync(token, Type);
        return verification.IsCompletedSuccessfully ? Conclude(context, token, verification.Result) : ConcludeLaterAsync(context, token, verification);
    }

    private async Task ConcludeLaterAsync(HttpContext context, PresentedToken token, ValueTask<VerificationResult> verification) =>
        await Conclude(context, token, await verification);

    private Task Conclude(HttpContext context, PresentedToken token, VerificationResult result)
    {
        if (result is not { IsValid: true, Key: { } key })
        {
            if (result.Key is { } refused)
            {
                Note(context, refused, result.Code);
            }
            else
            {
                uses.Note(result.Code);
            }

            return RefuseAsync(context, RefusalReasons.Of(result.Code, Type).Of(token));
        }

        if (!ScopeRule.GrantsAll(key.Scopes, Scopes))
        {
            Note(context, key, VerificationCode.InsufficientScope);
            return RefuseForScopeAsync(context, key);
        }

        Note(context, key, VerificationCode.Valid);
        context.User = ApiKeyPrincipal.Shared(key);
        return next(context);
    }

    // The scheme has noted the use already, and what the gate would say to it.
    private Task TakeOver(HttpContext context, CheckedKey done)
    {
        if (done.Key is not { } key)
        {
            return RefuseAsync(context, done.Refusal!);
        }

        if (!ScopeRule.GrantsAll(key.Scopes, Scopes))
        {
            return RefuseForScopeAsync(context, key);
        }

        // With what middleware has added to the user since.
        if (context.GetApiKey(Type) != key)
        {
            context.User = ApiKeyPrincipal.Shared(key);
        }

        return next(context);
    }

    private Task RefuseForScopeAsync(HttpContext context, VerifiedKey key)
    {
        var lacking = string.Join(' ', Scopes.Where(scope => !ScopeRule.Grants(key.Scopes, scope)));
        return RefuseAsync(context, RefusalReasons.InsufficientScope(lacking) with { Redacted = key.Redacted });
    }

    private void Note(HttpContext context, VerifiedKey key, VerificationCode code) => uses.Note(key, code, RequestCaller.Of(context, Route));

    private Task RefuseAsync(HttpContext context, Refusal refusal) => RefusalAnswer.WriteAsync(context, refusal, Type, Realm, Header);
}
