using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.Callers;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Endpoints.Leaks;

/// <summary>Lets anyone who finds a leaked secret key revoke it. Outside <c>/admin</c>, for they have no credential but the key.</summary>
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
        .AllowAnonymous().RequireRateLimiting(RateLimitPolicies.LeakReports).CalledBy(OperationCaller.Anyone)
        .WithTags(Tags.Tokens).WithName("reportLeak").WithSummary("Revoke a secret key by its token")
        .WithDescription("For anyone who finds a leaked token. It needs no other permission, and the response is the same for every token.")
        .Takes(new LeakBody { Token = Examples.SecretToken }).TakesIdempotencyKey()
        .Answers(new AcceptedAnswer(Accepted: true));

    private static async Task<IResult> RevokeAsync(HttpContext context, LeakReports reports)
    {
        var call = await ApiCall<LeakBody>.ReadAsync(context);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        // One answer, whatever the token is. That a live one takes longer tells nothing that calling with it would not.
        return await reports.RevokeAsync(call.Body.Token, context.RequestAborted) switch
        {
            LeakOutcome.StoreUnavailable => CallerRefusals.StoreUnavailable,
            LeakOutcome.Busy => Busy,
            _ => ApiJson.Ok(new AcceptedAnswer(Accepted: true)),
        };
    }
}

// No record, which would print the token.
internal sealed class LeakBody
{
    [Token]
    public required string Token { get; init; }
}

internal sealed record AcceptedAnswer(bool Accepted);
