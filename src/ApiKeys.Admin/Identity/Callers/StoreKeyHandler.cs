using System.Text.Encodings.Web;
using ApiKeys.Admin.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Callers;

/// <summary>The module's scheme for publishable keys, with the contract's answers.</summary>
internal sealed class StoreKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Store";

    public static ApiProblem Missing { get; } = new(
        StatusCodes.Status400BadRequest,
        "not_allowed",
        "missing",
        "Publishable API key required in the request header: x-publishable-api-key. You can manage your keys in settings in the dashboard.");

    private static readonly ApiProblem Bad = new(
        StatusCodes.Status400BadRequest, "not_allowed", "not_found", "A valid publishable key is required to proceed with the request");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var result = await Context.AuthenticateAsync(ApiKeyAuthenticationDefaults.PublishableScheme);
        return result is { Succeeded: true, Principal: { } caller }
            ? AuthenticateResult.Success(new AuthenticationTicket(caller, Scheme.Name))
            : result;
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        await Explain(result.Failure).ExecuteAsync(Context);
    }

    private ApiProblem Explain(Exception? failure) => failure switch
    {
        ApiKeyRefusedException { IsStoreUnavailable: true } => CallerRefusals.StoreUnavailable,
        _ when string.IsNullOrWhiteSpace(Request.Headers[ApiKeyAuthenticationDefaults.PublishableHeader].ToString()) => Missing,
        ApiKeyRefusedException refused => Bad with { Code = refused.Code },
        _ => Bad,
    };
}
