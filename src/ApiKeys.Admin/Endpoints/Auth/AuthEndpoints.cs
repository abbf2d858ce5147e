using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Text;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.Auth;

/// <summary>Signing in over HTTP, under the limits of the sign-in page.</summary>
internal static class AuthEndpoints
{
    public const string EmailAndPassword = "emailpass";

    private const int ShownLength = 40;

    private static readonly ProvidersAnswer Providers = new([new ProviderJson(EmailAndPassword, EmailAndPassword, "Email/Password Authentication", "credentials")]);

    public static ApiProblem WrongPassword { get; } = Refuse("Invalid email or password");

    public static ApiProblem SecondFactorRequired { get; } =
        Refuse("This user has a second factor. Send a code of the authenticator app, or a recovery code, as code. Programs use API keys instead.") with
        {
            Code = "second_factor_required",
        };

    public static void MapAuth(this IEndpointRouteBuilder endpoints)
    {
        var auth = endpoints.MapGroup(ApiPaths.Auth).WithTags(Tags.SigningIn);
        auth.MapPost("/user/{provider}", SignInAsync)
            .AllowAnonymous().RequireRateLimiting(RateLimitPolicies.SignIn).CalledBy(OperationCaller.Anyone)
            .WithName("signIn").WithSummary("Sign in")
            .WithDescription("The provider is `emailpass`. A user with a second factor also sends `code`: of the authenticator app, or a recovery code. The token is valid for a day, or until its user signs out everywhere or changes the password.")
            .Takes(new SignInBody { Email = Examples.Person.Email, Password = "correct horse battery" })
            .Answers(TokenAnswer.Example)
            .Fails(Status401Unauthorized);
        auth.MapGet("/user/providers", () => ApiJson.Ok(Providers))
            .AllowAnonymous().CalledBy(OperationCaller.Anyone)
            .WithName("listProviders").WithSummary("List the ways to sign in")
            .Answers(Providers);
        auth.MapSessions();
    }

    private static async Task<IResult> SignInAsync(string provider, HttpContext context, PasswordSignIn signIn, UserSessions sessions)
    {
        if (provider != EmailAndPassword)
        {
            return ApiProblem.NotAllowed($"The actor type user is not allowed to use the auth provider {Shown(provider)}");
        }

        var call = await ApiCall<SignInBody>.ReadAsync(context);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var (email, password) = (call.Body.Email.Trim(), call.Body.Password);
        if (email.Length == 0 || password.Length == 0)
        {
            return Refuse($"{(email.Length == 0 ? "Email" : "Password")} should be a string");
        }

        var (result, proof) = await signIn.CheckAsync(email, password, call.Body.Code?.Trim() ?? "", context);
        return result switch
        {
            PasswordSignInResult.SignedIn { User: var user } => ApiJson.Ok(new TokenAnswer(
                await sessions.BeginBearerAsync(user.Id, user.SecurityStamp ?? "", proof!, context))),
            PasswordSignInResult.Off => Refuse("Users sign in to this installation by single sign-on only. Programs use API keys.") with { Code = "password_sign_in_off" },
            PasswordSignInResult.SecondFactorNeeded => SecondFactorRequired,
            PasswordSignInResult.WrongCode => Refuse("This code is wrong or was used before.") with { Code = "invalid_code" },
            PasswordSignInResult.TooManyTries { Wait: var wait } => new ApiProblem(
                StatusCodes.Status429TooManyRequests, "not_allowed", "too_many_requests", Wording.TooManyTries("for this e-mail address", wait))
            {
                RetryAfter = wait,
            },
            PasswordSignInResult.Deactivated => Refuse("This account is deactivated. An owner can reactivate it."),
            _ => WrongPassword,
        };
    }

    // An address can hold anything, a token among it.
    private static string Shown(string provider) =>
        PastedTokens.Redact(provider) is { Length: > ShownLength } text ? text[..ShownLength] + "…" : PastedTokens.Redact(provider);

    private static ApiProblem Refuse(string message) => ApiProblem.Unauthorized with { Type = "unauthorized", Message = message };
}
