namespace ApiKeys.Keys.Revoke;

/// <summary>Checks requests before anything runs.</summary>
internal static class CancelRevocationChecks
{
    public static IReadOnlyList<ApiKeyError> Check(CancelRevocationRequest request) => KeyRules.Bulk.CheckIds([request], one => one.Id);
}
