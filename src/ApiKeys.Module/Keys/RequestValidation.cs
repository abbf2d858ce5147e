using ApiKeys.Keys.Activate;
using ApiKeys.Keys.Create;
using ApiKeys.Keys.Delete;
using ApiKeys.Keys.Link;
using ApiKeys.Keys.Revoke;
using ApiKeys.Keys.Roll;
using ApiKeys.Keys.Update;
using ApiKeys.Workflows;

namespace ApiKeys.Keys;

/// <summary>Checks requests about keys before anything runs.</summary>
internal static class RequestValidation
{
    private static readonly BulkValidation Keys = new("key");

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<CreateApiKeyRequest> requests, DateTimeOffset now) =>
        Keys.CheckEach(requests, (errors, request, at) =>
        {
            if (!Enum.IsDefined(request.Type))
            {
                errors.Add(new(ApiKeyErrorCode.Invalid, "Choose the key's type: publishable or secret.", at + "type"));
            }

            errors.CheckTitle(request.Title, at + "title");
            errors.CheckText("description", request.Description, ApiKeyRules.DescriptionMaxLength, at + "description");
            if (request.Scopes is null)
            {
                errors.Add(new(ApiKeyErrorCode.Invalid, "Give the scopes as a list; an empty one for none.", at + "scopes"));
            }

            errors.CheckScopes(request.Scopes, at + "scopes");
            errors.CheckChannels(request.SalesChannelIds, at + "salesChannelIds");
            if (request is { Type: ApiKeyType.Secret, SalesChannelIds.Count: > 0 })
            {
                errors.Add(new(ApiKeyErrorCode.Invalid, "Sales channels can only be linked to publishable keys.", at + "salesChannelIds"));
            }

            errors.CheckExpiry(request.ExpiresAt, now, at + "expiresAt");
        });

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<UpdateApiKeyRequest> requests, DateTimeOffset now) =>
        Keys.CheckEach(requests, request => request.Id, (errors, request, at) =>
        {
            if (request.Title is not null)
            {
                errors.CheckTitle(request.Title, at + "title");
            }

            errors.CheckText("description", request.Description, ApiKeyRules.DescriptionMaxLength, at + "description");
            errors.CheckScopes(request.Scopes, at + "scopes");
            errors.CheckExpiry(request.Expiry?.ExpiresAt, now, at + "expiresAt");
        });

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<RevokeApiKeyRequest> requests) =>
        Keys.CheckEach(requests, request => request.Id, (errors, request, at) =>
        {
            errors.CheckDelay(request.After, at + "after");
            errors.CheckText("reason", request.Reason, ApiKeyRules.ReasonMaxLength, at + "reason");
        });

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<RollApiKeyRequest> requests) =>
        Keys.CheckEach(requests, request => request.Id, (errors, request, at) =>
        {
            errors.CheckDelay(request.OldKeyEndsAfter, at + "oldKeyEndsAfter");
            if (request.AwaitConfirmation != requests[0].AwaitConfirmation)
            {
                errors.Add(new(
                    ApiKeyErrorCode.Invalid, "Keys rolled together either all wait for confirmation or none.", at + "awaitConfirmation"));
            }
        });

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<ActivateApiKeyRequest> requests) =>
        Keys.CheckIds(requests, request => request.Id);

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<DeleteApiKeyRequest> requests) =>
        Keys.CheckIds(requests, request => request.Id);

    public static IReadOnlyList<ApiKeyError> Check(CancelRevocationRequest request) => Keys.CheckIds([request], one => one.Id);

    public static IReadOnlyList<ApiKeyError> CheckTransactionId(string? transactionId)
    {
        const string field = "transactionId";
        List<ApiKeyError> errors = [];
        if (transactionId is not null && (string.IsNullOrWhiteSpace(transactionId) || transactionId.Length > WorkflowRunOptions.TransactionIdMaxLength))
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"A transaction id has 1 to {WorkflowRunOptions.TransactionIdMaxLength} characters.", field));
        }
        else if (WellFormedText.Fault(transactionId) is { } fault)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"A transaction id can't hold {fault}.", field));
        }
        else if (transactionId is not null)
        {
            errors.RefuseSecret(transactionId, field);
        }

        return errors;
    }
}
