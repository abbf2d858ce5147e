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
    };
}
