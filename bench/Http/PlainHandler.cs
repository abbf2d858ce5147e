using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Bench.Http;

internal sealed class PlainOptions : AuthenticationSchemeOptions
{
    public Dictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a caller's principal is made once, and not for each call.</summary>
    public bool CachesPrincipals { get; set; }

    public ConcurrentDictionary<string, ClaimsPrincipal> Principals { get; } = new(StringComparer.Ordinal);
}

/// <summary>What one finds in a tutorial, and does less than ours: a dictionary of tokens in clear, and a principal for each call or each caller.</summary>
internal sealed class PlainHandler(IOptionsMonitor<PlainOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<PlainOptions>(options, loggers, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal) || !Options.Tokens.TryGetValue(header["Bearer ".Length..], out var id))
        {
            return Task.FromResult(AuthenticateResult.Fail("Unknown key."));
        }

        var principal = Options.CachesPrincipals ? Options.Principals.GetOrAdd(id, Principal) : Principal(id);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name)));
    }

    private ClaimsPrincipal Principal(string id) => new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], Scheme.Name));
}
