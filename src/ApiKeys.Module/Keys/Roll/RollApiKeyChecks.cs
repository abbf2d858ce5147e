namespace ApiKeys.Keys.Roll;

/// <summary>Checks requests before anything runs.</summary>
internal static class RollApiKeyChecks
{
    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<RollApiKeyRequest> requests) =>
        KeyRules.Bulk.CheckEach(requests, request => request.Id, (errors, request, at) =>
        {
            errors.CheckDelay(request.OldKeyEndsAfter, at + "oldKeyEndsAfter");
            if (request.AwaitConfirmation != requests[0].AwaitConfirmation)
            {
                errors.Add(new(
                    ApiKeyErrorCode.Invalid, "Keys rolled together either all wait for confirmation or none.", at + "awaitConfirmation"));
            }
        });
}
