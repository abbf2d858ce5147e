namespace ApiKeys.Keys.Activate;

/// <summary>Checks requests before anything runs.</summary>
internal static class ActivateApiKeyChecks
{
    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<ActivateApiKeyRequest> requests) =>
        KeyRules.Bulk.CheckIds(requests, request => request.Id);
}
