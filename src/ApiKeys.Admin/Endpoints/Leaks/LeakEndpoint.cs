using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.Callers;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Endpoints.Leaks;

/// <summary>Lets whoever finds a leaked secret key end it. Outside <c>/admin</c>, for they have no credential but the key.</summary>
internal static class LeakEndpoint
{
    public const string Path = ApiPaths.Leaks;

    private static readonly ApiProblem Busy = new(
        StatusCodes.Status503ServiceUnavailable, "unknown_error", "busy", "This could not be done now, and nothing was changed. Call again.")
    {
        RetryAfter = TimeSpan.FromSeconds(1),
    };

    public static void MapLeaks(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost(Path + "/revoke", RevokeAsync)
        .AllowAnonymous()
        .RequireRateLimiting(RateLimitPolicies.LeakReports);

    private static async Task<IResult> RevokeAsync(HttpContext context, LeakReports reports)
    {
        var call = await ApiCall.ReadAsync(context);
        var token = call.Body.RequiredToken("token");
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        // One answer, whatever the token is. That a live one takes longer tells nothing that calling with it would not.
        return await reports.RevokeAsync(token, context.RequestAborted) switch
        {
            LeakOutcome.StoreUnavailable => CallerRefusals.StoreUnavailable,
            LeakOutcome.Busy => Busy,
            _ => ApiJson.Ok(new Answer(Accepted: true)),
        };
    }

    internal sealed record Answer(bool Accepted);
}
