using System.Security.Claims;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Identity.Bearer;
using ApiKeys.Admin.Identity.Callers;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Authorization;

namespace ApiKeys.Admin.Endpoints.Auth;

/// <summary>What someone who is signed in does with that: keep it in a cookie, end it, prolong it.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder auth)
    {
        auth.MapPost("/session", BeginAsync).RequireAuthorization(Only(BearerTokens.Scheme));
        auth.MapDelete("/session", EndAsync).RequireAuthorization(Only(CallerSchemes.Session));
        auth.MapPost("/token/refresh", RefreshAsync).RequireAuthorization(Only(CallerSchemes.Person));
    }

    private static async Task<IResult> BeginAsync(HttpContext context, ApiSessions sessions)
    {
        var call = await ApiCall.ReadAsync(context);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var userId = context.User.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var session = await sessions.BeginAsync(userId, context.User, context.RequestAborted);
        SessionCookie.Write(context, sessions.Protect(session), session);
        return ApiJson.Ok(new SessionAnswer(new SessionUser(userId, session.Properties)));
    }

    private static async Task<IResult> EndAsync(HttpContext context, ApiSessions sessions)
    {
        var call = await ApiCall.ReadAsync(context);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        await sessions.EndAsync(context.User, context.RequestAborted);
        SessionCookie.Delete(context);
        return ApiJson.Ok(new EndedAnswer(Success: true));
    }

    private static async Task<IResult> RefreshAsync(HttpContext context, BearerTokens tokens)
    {
        var call = await ApiCall.ReadAsync(context);
        return call.Refusal() ?? ApiJson.Ok(new TokenAnswer(tokens.Renew(context.User)));
    }

    private static AuthorizationPolicy Only(string scheme) => new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser().Build();

    internal sealed record SessionAnswer(SessionUser User);

    internal sealed record EndedAnswer(bool Success);
}
