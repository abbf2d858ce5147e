using ApiKeys.Keys.Create;
using ApiKeys.Keys.Revoke;
using ApiKeys.Keys.Roll;
using ApiKeys.Keys.Update;
using ApiKeys.Workflows;

namespace ApiKeys.Keys;

/// <summary>Checks requests before anything runs. The field of the third request in a bulk call is named <c>[2].title</c>.</summary>
internal static class RequestValidation
{
    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<CreateApiKeyRequest> requests, DateTimeOffset now) =>
        CheckEach(requests, (errors, request, at) =>
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
            if (request.ExpiresAt?.AsStored() <= now)
            {
                errors.Add(new(ApiKeyErrorCode.Invalid, "The expiry lies in the past. Choose a later time.", at + "expiresAt"));
            }
        });

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<UpdateApiKeyRequest> requests) =>
        CheckEach(requests, request => request.Id, (errors, request, at) =>
        {
            if (request.Title is not null)
            {
                errors.CheckTitle(request.Title, at + "title");
            }

            errors.CheckText("description", request.Description, ApiKeyRules.DescriptionMaxLength, at + "description");
            errors.CheckScopes(request.Scopes, at + "scopes");
        });

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<RevokeApiKeyRequest> requests) =>
        CheckEach(requests, request => request.Id, (errors, request, at) =>
        {
            errors.CheckDelay(request.After, at + "after");
            errors.CheckText("reason", request.Reason, ApiKeyRules.ReasonMaxLength, at + "reason");
        });

    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<RollApiKeyRequest> requests) =>
        CheckEach(requests, request => request.Id, (errors, request, at) =>
        {
            errors.CheckDelay(request.OldKeyEndsAfter, at + "oldKeyEndsAfter");
            if (request.AwaitConfirmation != requests[0].AwaitConfirmation)
            {
                errors.Add(new(
                    ApiKeyErrorCode.Invalid, "Keys rolled together either all wait for confirmation or none.", at + "awaitConfirmation"));
            }
        });

    public static IReadOnlyList<ApiKeyError> CheckIds(IReadOnlyList<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return CheckEach([.. ids.Select(id => id ?? string.Empty)], id => id, (_, _, _) => { });
    }

    public static IReadOnlyList<ApiKeyError> CheckTransactionId(string? transactionId)
    {
        const string field = "transactionId";
        List<ApiKeyError> errors = [];
        if (transactionId is not null && (string.IsNullOrWhiteSpace(transactionId) || transactionId.Length > WorkflowRunOptions.TransactionIdMaxLength))
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"A transaction id has 1 to {WorkflowRunOptions.TransactionIdMaxLength} characters.", field));
        }
        else if (transactionId is not null)
        {
            errors.RefuseSecret(transactionId, field);
        }

        return errors;
    }

    /// <summary>A field's name without its place in a list of one, for the caller of a single form.</summary>
    public static string? WithoutIndex(string? field) => field is not null && field.StartsWith("[0].", StringComparison.Ordinal) ? field[4..] : field;

    private static List<ApiKeyError> CheckEach<TRequest>(
        IReadOnlyList<TRequest> requests, Func<TRequest, string> id, Action<List<ApiKeyError>, TRequest, string> check)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        return CheckEach(requests, (errors, request, at) =>
        {
            if (string.IsNullOrWhiteSpace(id(request)))
            {
                errors.Add(new(ApiKeyErrorCode.Invalid, "Say which key by its id.", at + "id"));
            }
            else if (!errors.RefuseSecret(id(request), at + "id") && !seen.Add(id(request)))
            {
                errors.Add(new(ApiKeyErrorCode.Invalid, "The same key is named twice.", at + "id", id(request)));
            }

            check(errors, request, at);
        });
    }

    private static List<ApiKeyError> CheckEach<TRequest>(
        IReadOnlyList<TRequest> requests, Action<List<ApiKeyError>, TRequest, string> check)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (requests.Any(request => request is null))
        {
            throw new ArgumentException("A request is null.", nameof(requests));
        }

        List<ApiKeyError> errors = [];
        if (requests.Count is 0 or > ApiKeyRules.MaxBulk)
        {
            errors.Add(new(ApiKeyErrorCode.Invalid, $"Give 1 to {ApiKeyRules.MaxBulk} keys at once, not {requests.Count}."));
            return errors;
        }

        for (var i = 0; i < requests.Count; i++)
        {
            check(errors, requests[i], $"[{i}].");
        }

        return errors;
    }
}
