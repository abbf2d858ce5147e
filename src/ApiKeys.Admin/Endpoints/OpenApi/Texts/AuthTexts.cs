using ApiKeys.Admin.Endpoints.OpenApi.Schemas;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.OpenApi.Texts;

internal static class AuthTexts
{
    private const string Tag = "Signing in";

    public static Dictionary<string, OperationText> All { get; } = new(StringComparer.Ordinal)
    {
        ["POST /auth/user/{provider}"] = new("signIn", Tag, "Sign in", typeof(TokenAnswer))
        {
            Description = "The provider is `emailpass`. The token is good for a day.",
            Body = typeof(SignInBody),
            BodyExample = """{ "email": "olga@example.com", "password": "correct horse battery" }""",
            Caller = OperationCaller.Anyone,
            Errors = [Status400BadRequest, Status401Unauthorized],
        },
        ["GET /auth/user/providers"] = new("listProviders", Tag, "List the ways to sign in", typeof(ProvidersAnswer))
        {
            Caller = OperationCaller.Anyone,
        },
        ["POST /auth/session"] = new("beginSession", Tag, "Begin a session", typeof(SessionAnswer))
        {
            Description = "Answers with a cookie. Takes the bearer token of a sign-in.",
            Caller = OperationCaller.Person,
        },
        ["DELETE /auth/session"] = new("endSession", Tag, "End a session", typeof(SuccessAnswer))
        {
            Caller = OperationCaller.Person,
        },
        ["POST /auth/token/refresh"] = new("refreshToken", Tag, "Get a new token for one that still works", typeof(TokenAnswer))
        {
            Caller = OperationCaller.Person,
        },
        ["GET /admin/users/me"] = new("retrieveMe", Tag, "Say who calls", typeof(UserAnswer))
        {
            Description = "A key is no user: 404.",
            Query = [KeyTexts.Fields],
            Caller = OperationCaller.Person,
            Errors = [Status400BadRequest, Status404NotFound],
        },
        ["GET /admin/users/{id}"] = new("retrieveUser", Tag, "Say who stands behind a `created_by`", typeof(UserAnswer))
        {
            Query = [KeyTexts.Fields],
            Errors = [Status400BadRequest, Status404NotFound],
        },
    };
}
