using ApiKeys.Admin.Http;

namespace ApiKeys.Admin.Identity.Callers;

/// <summary>What those are told who could not be let in, in the contract's words. The code tells the causes apart.</summary>
internal static class CallerRefusals
{
    private const string SecretAsBearerText =
        "A secret API key was passed as a Bearer token. Secret API keys must be sent using HTTP Basic authentication instead "
        + "(Authorization: Basic <secret-api-key>).";

    public static ApiProblem StoreUnavailable { get; } = new(
        StatusCodes.Status503ServiceUnavailable,
        "unknown_error",
        "store_unavailable",
        "Keys can't be verified at the moment. Your key may be valid. Try again.")
    {
        // Verification trusts its memory for a second; whoever waits as long meets another state, good or bad.
        RetryAfter = TimeSpan.FromSeconds(1),
        Outcome = StoreProblems.Unchanged,
    };

    private static ApiProblem CrossOrigin { get; } = new(
        StatusCodes.Status403Forbidden,
        "forbidden",
        "cross_origin",
        "A page of another site began this call, and a cookie doesn't count there. List its origin in Http:Origins, or send a key or a bearer token.");

    public static Task AnswerAsync(HttpContext context, Exception? failure)
    {
        var problem = Explain(failure);
        if (problem.Status == StatusCodes.Status401Unauthorized)
        {
            // Not Basic, which would open a browser's sign-in box.
            context.Response.Headers.WWWAuthenticate = CallerSchemes.Bearer;
        }

        return problem.ExecuteAsync(context);
    }

    private static ApiProblem Explain(Exception? failure) => failure switch
    {
        ApiKeyRefusedException { IsStoreUnavailable: true } => StoreUnavailable,
        ApiKeyRefusedException refused => ApiProblem.Unauthorized with { Code = refused.Code },
        SecretAsBearer => ApiProblem.Unauthorized with { Code = "misplaced", Message = SecretAsBearerText },
        ForeignCookie => CrossOrigin,
        _ => ApiProblem.Unauthorized,
    };
}
