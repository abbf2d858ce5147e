using System.Text.Encodings.Web;
using ApiKeys.Admin.Identity.Callers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Bearer;

/// <summary>Reads <c>Authorization: Bearer …</c>. Nothing else: what a browser sends by itself, such as a cookie, could be sent by any site.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    BearerTokens tokens,
    OperatorAccess access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Prefix = BearerTokens.Scheme + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (SecretAsBearer.IsIn(Request))
        {
            return AuthenticateResult.Fail(new SecretAsBearer());
        }

        // The database is asked too: the token dies with the person's stamp, not only with its day.
        return tokens.Read(header[Prefix.Length..]) is { } person && await access.FindAsync(person, Context.RequestAborted) is not null
            ? AuthenticateResult.Success(new AuthenticationTicket(person, Scheme.Name))
            : AuthenticateResult.Fail("The bearer token is unknown or over.");
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        await CallerRefusals.AnswerAsync(Context, result.Failure);
    }
}
