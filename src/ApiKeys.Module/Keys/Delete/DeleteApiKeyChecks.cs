namespace ApiKeys.Keys.Delete;

/// <summary>Checks requests before anything runs.</summary>
internal static class DeleteApiKeyChecks
{
    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<DeleteApiKeyRequest> requests) =>
        KeyRules.Bulk.CheckIds(requests, request => request.Id);
}
