using ApiKeys.Admin.Endpoints.Access;
using ApiKeys.Admin.Endpoints.Errors;
using ApiKeys.Admin.Endpoints.Keys;
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
        admin.MapPost("/api-keys/verify", VerifyAsync).WithAccess(new RouteAccess(Scope, AdminPolicies.ViewKeys));

    private static async Task<IResult> VerifyAsync(HttpContext context, TokenOperations tokens)
    {
        var call = await ApiCall.ReadAsync(context);
        var token = call.Body.RequiredToken("token");
        ApiKeyType? type = call.Body.Has("type") ? call.Body.RequiredChoice("type", KeyTypes.ByName) : null;
        var scope = call.Body.Text("scope");
        if (call.Refusal() is { } refusal)
        {
            return refusal;
        }

        if (scope is not null && !KnownScope.IsScope(scope))
        {
            return ApiProblem.Invalid("Invalid request: Field 'scope': A scope is written resource:action, or * for all");
        }

        var result = await tokens.VerifyAsync(token, type, scope, context.RequestAborted);
        return result switch
        {
            { Succeeded: false } => result.Errors.ToProblem(),

            // No answer about the token, and so no 200: a service would turn its own callers away.
            { Value.Code: VerificationCode.StoreUnavailable } => CallerRefusals.StoreUnavailable,
            _ => ApiJson.Ok(VerifyAnswer.Of(result.Value!)),
        };
    }
}
