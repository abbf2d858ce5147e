using ApiKeys.Admin.Endpoints.OpenApi.Examples;
using ApiKeys.Admin.Endpoints.OpenApi.Schemas;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.OpenApi.Texts;

/// <summary>What goes beyond the reference.</summary>
internal static class KeyExtraTexts
{
    private static readonly int[] Errors = [Status400BadRequest, Status404NotFound, Status409Conflict, Status413PayloadTooLarge];

    public static Dictionary<string, OperationText> All { get; } = new(StringComparer.Ordinal)
    {
        ["POST /admin/api-keys/revoke"] = new("revokeApiKeys", Tags.Keys, "Revoke several keys", typeof(RevokedApiKeysAnswer), KeyExamples.RevokedMany)
        {
            Description = "All of them or none. " + KeyTexts.Prolonging,
            Body = typeof(RevokeApiKeysBody),
            BodyExample = """{ "ids": ["apk_01JZX0M2T3Q4R5S6T7V8W9X0Y1"] }""",
            Query = [KeyTexts.Fields],
            IsIdempotent = true,
            Errors = Errors,
        },
        ["POST /admin/api-keys/{id}/cancel-revocation"] = new("cancelRevocation", Tags.Keys, "Cancel a revocation that is still to come", typeof(ApiKeyAnswer), KeyExamples.One)
        {
            Description = KeyTexts.Prolonging,
            Body = typeof(EmptyBody),
            BodyExample = "{}",
            IsBodyOptional = true,
            Query = [KeyTexts.Fields],
            IsIdempotent = true,
            TakesIfMatch = true,
            Errors = Errors,
        },
        ["POST /admin/api-keys/{id}/roll"] = new("rollApiKey", Tags.Keys, "Replace a key by a new one", typeof(RolledApiKeyAnswer), KeyExamples.Rolled)
        {
            Description = "Answers with the new key and its token. The old key ends at once, or after `revoke_in` seconds. With `confirm` both happens at `…/activate`. "
                + "A key that calls rolls only itself and keys that it made, none whose revocation is scheduled, unless it has the scope `keys:admin`; "
                + "and never a key with a scope that it lacks. Otherwise the answer is 403.",
            Body = typeof(RollApiKeyBody),
            BodyExample = """{ "revoke_in": 3600 }""",
            IsBodyOptional = true,
            Query = [KeyTexts.Fields],
            IsIdempotent = true,
            TakesIfMatch = true,
            Errors = Errors,
        },
        ["POST /admin/api-keys/{id}/activate"] = new("activateApiKey", Tags.Keys, "Activate a key that waits for it", typeof(ActivatedApiKeyAnswer), KeyExamples.Activated)
        {
            Description = "Say so once the token is saved. A key that replaces another takes over: that one ends now, or as much later as the roll said, and the answer has the receipt. "
                + "A key that calls activates only keys that it made, unless it has the scope `keys:admin`. Otherwise the answer is 403.",
            Body = typeof(EmptyBody),
            BodyExample = "{}",
            IsBodyOptional = true,
            Query = [KeyTexts.Fields],
            IsIdempotent = true,
            TakesIfMatch = true,
            Errors = Errors,
        },
    };
}
