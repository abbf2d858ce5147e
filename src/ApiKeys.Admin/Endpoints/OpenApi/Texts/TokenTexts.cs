using ApiKeys.Admin.Endpoints.OpenApi.Examples;
using ApiKeys.Admin.Endpoints.OpenApi.Schemas;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.OpenApi.Texts;

internal static class TokenTexts
{
    private const string Example = $$"""{ "token": "{{ExampleThings.SecretToken}}" }""";

    public static Dictionary<string, OperationText> All { get; } = new(StringComparer.Ordinal)
    {
        ["POST /admin/api-keys/verify"] = new("verifyToken", Tags.Tokens, "Say what a token is worth", typeof(VerifyAnswer), CallerExamples.Verified)
        {
            Description = "For services that are not on .NET. Needs the scope `keys:verify`. Never says the token.",
            Body = typeof(VerifyBody),
            BodyExample = Example,
            IsIdempotent = true,
            Errors = [Status400BadRequest, Status413PayloadTooLarge, Status503ServiceUnavailable],
        },
        ["POST /api-keys/revoke"] = new("reportLeak", Tags.Tokens, "Revoke a secret key by its token", typeof(AcceptedAnswer), CallerExamples.LeakAccepted)
        {
            Description = "For whoever finds one: the token is all it takes, and the answer is the same whatever it is.",
            Body = typeof(LeakBody),
            BodyExample = Example,
            Caller = OperationCaller.Anyone,
            IsIdempotent = true,
            Errors = [Status400BadRequest, Status413PayloadTooLarge, Status503ServiceUnavailable],
        },
    };
}
