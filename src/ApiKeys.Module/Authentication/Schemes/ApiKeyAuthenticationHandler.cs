using ApiKeys.Authentication.Refusals;
using ApiKeys.Authentication.Scopes;
using ApiKeys.Usage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ApiKeys.Authentication.Schemes;

/// <summary>What ASP.NET Core asks of a scheme, and the answer to a call that is not let in.</summary>
/// <remarks>
/// Not on <see cref="AuthenticationHandler{TOptions}"/>, whose loggers, events and forwarding cost each call more than verifying its key does. Forwarding to
/// other schemes is what policy schemes are for.
/// </remarks>
internal sealed class ApiKeyAuthenticationHandler(ApiKeyAuthenticator authenticator, UseRecorder uses) : IAuthenticationHandler
{
    private string _scheme = "";
    private HttpContext _context = null!;
    private ApiKeyAuthenticationOptions _options = null!;

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        (_scheme, _context, _options) = (scheme.Name, context, authenticator.OptionsOf(scheme.Name));
        return Task.CompletedTask;
    }

    public Task<AuthenticateResult> AuthenticateAsync() => authenticator.AuthenticateAsync(_context, _scheme);

    public async Task ChallengeAsync(AuthenticationProperties? properties)
    {
        var done = await CheckAsync();
        await AnswerAsync(done.Refusal ?? RefusalReasons.Missing(_options.KeyType));
    }

    public async Task ForbidAsync(AuthenticationProperties? properties)
    {
        var done = await CheckAsync();

        // Who is let in by another scheme can be forbidden here for a key that nobody could verify.
        if (done.Refusal is { IsStoreUnavailable: true } unavailable)
        {
            await AnswerAsync(unavailable);
        }
        else if (ScopeShortfall.Of(_context) is { } scopes)
        {
            // An endpoint that asks for scopes only once it runs.
            if (done is { Key: { } key, Noted: VerificationCode.Valid })
            {
                uses.Note(key, VerificationCode.InsufficientScope, Callers.Of(_context));
            }

            await AnswerAsync(RefusalReasons.InsufficientScope(scopes) with { Fingerprint = done.Key?.Redacted });
        }
        else
        {
            await AnswerAsync(RefusalReasons.Forbidden with { Fingerprint = done.Key?.Redacted });
        }
    }

    private async Task<CheckedKey> CheckAsync()
    {
        await AuthenticateAsync();
        return CheckedKey.Find(_context, _scheme)!;
    }

    private Task AnswerAsync(Refusal refusal) => RefusalAnswer.WriteAsync(_context, refusal, _options.KeyType, _options.Realm);
}
