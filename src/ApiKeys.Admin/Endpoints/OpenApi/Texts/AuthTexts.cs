using ApiKeys.Admin.Endpoints.OpenApi.Examples;
using ApiKeys.Admin.Endpoints.OpenApi.Schemas;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.OpenApi.Texts;

internal static class AuthTexts
{
    public static Dictionary<string, OperationText> All { get; } = new(StringComparer.Ordinal)
    {
        ["POST /auth/user/{provider}"] = new("signIn", Tags.SigningIn, "Sign in", typeof(TokenAnswer), CallerExamples.Token)
        {
            Description = "The provider is `emailpass`. The token is good for a day, or until its user signs out everywhere or changes the password.",
            Body = typeof(SignInBody),
            BodyExample = """{ "email": "olga@example.com", "password": "correct horse battery" }""",
            Caller = OperationCaller.Anyone,
            Errors = [Status400BadRequest, Status401Unauthorized],
        },
        ["GET /auth/user/providers"] = new("listProviders", Tags.SigningIn, "List the ways to sign in", typeof(ProvidersAnswer), CallerExamples.Providers)
        {
            Caller = OperationCaller.Anyone,
        },
        ["POST /auth/session"] = new("beginSession", Tags.SigningIn, "Begin a session", typeof(SessionAnswer), CallerExamples.Session)
        {
            Description = "Answers with a cookie, which is good for a day. Takes the bearer token of a sign-in.",
            Caller = OperationCaller.Person,
        },
        ["DELETE /auth/session"] = new("endSession", Tags.SigningIn, "End a session", typeof(SuccessAnswer), CallerExamples.SessionEnded)
        {
            Caller = OperationCaller.Person,
        },
        ["POST /auth/token/refresh"] = new("refreshToken", Tags.SigningIn, "Get a new token for one that still works", typeof(TokenAnswer), CallerExamples.Token)
        {
            Description = "The new token is good for a day. The old one stays good until its own end. A user has at most 100 tokens: the one used longest ago ends first.",
            Caller = OperationCaller.Person,
        },
        ["GET /admin/users/me"] = new("retrieveMe", Tags.SigningIn, "Say who calls", typeof(UserAnswer), CallerExamples.User)
        {
            Description = "A key is no user: 404.",
            Query = [KeyTexts.Fields],
            Caller = OperationCaller.Person,
            Errors = [Status400BadRequest, Status404NotFound],
        },
        ["GET /admin/users/{id}"] = new("retrieveUser", Tags.SigningIn, "Say who stands behind a `created_by`", typeof(UserAnswer), CallerExamples.User)
        {
            Query = [KeyTexts.Fields],
            Errors = [Status400BadRequest, Status404NotFound],
        },
    };
}
