using ApiKeys.Operations;

namespace ApiKeys.Keys.Revoke;

/// <summary>Checks requests before anything runs.</summary>
internal static class RevokeApiKeyChecks
{
    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<RevokeApiKeyRequest> requests) =>
        KeyRules.Bulk.CheckEach(requests, request => request.Id, (errors, request, at) =>
        {
            errors.CheckDelay(request.After, at + "after");
            errors.CheckText("reason", request.Reason, TextRules.ReasonMaxLength, at + "reason");
        });
}
