using System.Security.Claims;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Identity.Callers;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Authorization;

namespace ApiKeys.Admin.Endpoints.Auth;

/// <summary>What someone who is signed in does with that: keep it in a cookie, end it, prolong it.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder auth)
    {
        auth.MapPost("/session", BeginAsync)
            .RequireAuthorization(Only(CallerSchemes.Bearer)).CalledBy(OperationCaller.Person)
            .WithName("beginSession").WithSummary("Begin a session")
            .WithDescription("Send the bearer token of a sign-in. The response sets a cookie that is valid for a day.")
            .Answers(new SessionAnswer(SessionJson.Of(Examples.Person.Id, Examples.Made, Examples.Made + UserSessions.ProgramLifetime)));
        auth.MapDelete("/session", EndAsync)
            .RequireAuthorization(Only(CallerSchemes.Session)).CalledBy(OperationCaller.Person)
            .WithName("endSession").WithSummary("End a session")
            .Answers(new SuccessAnswer(Success: true));
        auth.MapPost("/token/refresh", RefreshAsync)
            .RequireAuthorization(Only(CallerSchemes.Person)).CalledBy(OperationCaller.Person)
            .WithName("refreshToken").WithSummary("Exchange a valid token for a new one")
            .WithDescription("The new token is valid for a day. The old one stays valid until its own end. A user has at most 100 tokens: the least recently used one ends first.")
            .Answers(TokenAnswer.Example);
    }

    private static async Task<IResult> BeginAsync(HttpContext context, UserSessions sessions)
    {
        var call = await ApiCall<EmptyBody>.ReadAsync(context);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var (userId, stamp) = Caller(context);
        var (token, session) = await sessions.BeginAsync(
            SessionKind.Api, userId, stamp, SessionDevice.Of(context), await ProofAsync(context, sessions), context.RequestAborted);
        SessionCookie.Write(context, token, session);
        return ApiJson.Ok(new SessionAnswer(SessionJson.Of(userId, session.CreatedAt, session.EndsAt)));
    }

    private static async Task<IResult> EndAsync(HttpContext context, UserSessions sessions)
    {
        var call = await ApiCall<EmptyBody>.ReadAsync(context);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        await sessions.EndAsync(context.User.FindFirstValue(SessionClaims.Id)!);
        SessionCookie.Delete(context);
        return ApiJson.Ok(new SuccessAnswer(Success: true));
    }

    // The token before it stays good until its own end: another thread of the program may be sending it.
    private static async Task<IResult> RefreshAsync(HttpContext context, UserSessions sessions)
    {
        var call = await ApiCall<EmptyBody>.ReadAsync(context);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var (userId, stamp) = Caller(context);
        return ApiJson.Ok(new TokenAnswer(await sessions.BeginBearerAsync(userId, stamp, await ProofAsync(context, sessions), context)));
    }

    // The stamp of the caller's own session: one that begins while all are ended is ended with them.
    private static (string UserId, string Stamp) Caller(HttpContext context) =>
        (context.User.FindFirstValue(ClaimTypes.NameIdentifier)!, context.User.FindFirstValue(SessionClaims.SecurityStamp)!);

    // That of the caller's own session too: a token that is renewed every day proves nothing anew.
    private static async Task<SessionProof> ProofAsync(HttpContext context, UserSessions sessions) =>
        await sessions.ProofAsync(context.User.FindFirstValue(SessionClaims.Id)!, context.RequestAborted) ?? new SessionProof(DateTimeOffset.UnixEpoch, null);

    private static AuthorizationPolicy Only(string scheme) => new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser().Build();
}
