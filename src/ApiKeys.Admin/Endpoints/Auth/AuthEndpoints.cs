using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Text;

namespace ApiKeys.Admin.Endpoints.Auth;

/// <summary>Signing in over HTTP, under the limits of the sign-in page.</summary>
internal static class AuthEndpoints
{
    public const string EmailAndPassword = "emailpass";

    private const int ShownLength = 40;

    public static ApiProblem WrongPassword { get; } = Refuse("Invalid email or password");

    public static void MapAuth(this IEndpointRouteBuilder endpoints)
    {
        var auth = endpoints.MapGroup(ApiPaths.Auth);
        auth.MapPost("/user/{provider}", SignInAsync).AllowAnonymous().RequireRateLimiting(RateLimitPolicies.SignIn);
        auth.MapGet("/user/providers", () => ApiJson.Ok(new ProviderList([Provider.Password]))).AllowAnonymous();
        auth.MapSessions();
    }

    private static async Task<IResult> SignInAsync(string provider, HttpContext context, PasswordSignIn signIn, UserSessions sessions)
    {
        if (provider != EmailAndPassword)
        {
            return ApiProblem.NotAllowed($"The actor type user is not allowed to use the auth provider {Shown(provider)}");
        }

        var call = await ApiCall.ReadAsync(context);
        var email = call.Body.Text("email")?.Trim() ?? "";
        var password = call.Body.Text("password") ?? "";
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        if (email.Length == 0 || password.Length == 0)
        {
            return Refuse($"{(email.Length == 0 ? "Email" : "Password")} should be a string");
        }

        return await signIn.CheckAsync(email, password, context) switch
        {
            PasswordSignInResult.SignedIn { User: var user } => ApiJson.Ok(new TokenAnswer(
                await sessions.BeginBearerAsync(user.Id, user.SecurityStamp ?? "", context))),
            PasswordSignInResult.TooManyTries { Wait: var wait } => new ApiProblem(
                StatusCodes.Status429TooManyRequests, "not_allowed", "too_many_requests", Wording.TooManyTries("for this e-mail address", wait))
            {
                RetryAfter = wait,
            },
            PasswordSignInResult.Disabled => Refuse("This account is disabled. An owner can enable it."),
            _ => WrongPassword,
        };
    }

    // An address can hold anything, a token among it.
    private static string Shown(string provider) =>
        PastedTokens.Redact(provider) is { Length: > ShownLength } text ? text[..ShownLength] + "…" : PastedTokens.Redact(provider);

    private static ApiProblem Refuse(string message) => ApiProblem.Unauthorized with { Type = "unauthorized", Message = message };

    internal sealed record ProviderList(IReadOnlyList<Provider> Providers);

    internal sealed record Provider(string Id, string Identifier, string DisplayName, string Flow)
    {
        public static Provider Password { get; } = new(EmailAndPassword, EmailAndPassword, "Email/Password Authentication", "credentials");
    }
}

internal sealed record TokenAnswer(string Token);
