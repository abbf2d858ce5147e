using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Endpoints.OpenApi;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Callers;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Endpoints.Verify;

/// <summary>Verifies a token for a service that is not on .NET.</summary>
internal static class VerifyEndpoint
{
    public const string Scope = "keys:verify";

    public static void MapVerify(this IEndpointRouteBuilder admin) =>
        admin.MapPost("/api-keys/verify", VerifyAsync)
            .WithAccess(new RouteAccess(Scope, AdminPolicies.ViewKeys))
            .WithTags(Tags.Tokens).WithName("verifyToken").WithSummary("Verify a token")
            .WithDescription("For services that don't use .NET. Requires the scope `keys:verify`. The response never has the token.")
            .Takes(new VerifyBody { Token = Examples.SecretToken }).TakesIdempotencyKey()
            .Answers(VerifyAnswer.Of(new CheckedToken(VerificationCode.Valid, Examples.Verified, Details: null)));

    private static async Task<IResult> VerifyAsync(HttpContext context, TokenOperations tokens)
    {
        var call = await ApiCall<VerifyBody>.ReadAsync(context);
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        var body = call.Body;
        if (body.Scope is not null && !KnownScope.IsScope(body.Scope))
        {
            return ApiProblem.Invalid("Invalid request: Field 'scope': A scope is written resource:action, or * for all");
        }

        var result = await tokens.VerifyAsync(body.Token, body.Type, body.Scope, context.RequestAborted);
        return result switch
        {
            { Succeeded: false } => result.Errors.ToProblem(),

            // No answer about the token, and so no 200: a service would turn its own callers away.
            { Value.Code: VerificationCode.StoreUnavailable } => CallerRefusals.StoreUnavailable,
            _ => ApiJson.Ok(VerifyAnswer.Of(result.Value!)),
        };
    }
}
