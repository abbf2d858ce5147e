using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Callers;

/// <summary>
/// Asks several schemes in turn; the first that works wins, and one that fails lets the next have its try. A policy that named them all would merge those who
/// work into one caller, who is two.
/// </summary>
internal sealed class CallerHandler(IOptionsMonitor<CallerOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<CallerOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        Exception? failure = null;
        foreach (var scheme in Options.Schemes)
        {
            // The module takes it there; the contract doesn't, and says so.
            if (scheme == ApiKeyAuthenticationDefaults.AuthenticationScheme && SecretAsBearer.IsIn(Request))
            {
                failure = new SecretAsBearer();
                continue;
            }

            var result = await Context.AuthenticateAsync(scheme);
            if (result is { Succeeded: true, Principal: { } caller })
            {
                return AuthenticateResult.Success(new AuthenticationTicket(caller, result.Properties, Scheme.Name));
            }

            failure ??= result.Failure;
        }

        return failure is null ? AuthenticateResult.NoResult() : AuthenticateResult.Fail(failure);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        await CallerRefusals.AnswerAsync(Context, result.Failure);
    }
}
