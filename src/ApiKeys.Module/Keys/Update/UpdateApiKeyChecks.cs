using ApiKeys.Operations;

namespace ApiKeys.Keys.Update;

/// <summary>Checks requests before anything runs.</summary>
internal static class UpdateApiKeyChecks
{
    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<UpdateApiKeyRequest> requests, DateTimeOffset now) =>
        KeyRules.Bulk.CheckEach(requests, request => request.Id, (errors, request, at) =>
        {
            if (request.Title is not null)
            {
                errors.CheckTitle(request.Title, at + "title");
            }

            errors.CheckText("description", request.Description, TextRules.DescriptionMaxLength, at + "description");
            errors.CheckScopes(request.Scopes, at + "scopes");
            errors.CheckOwner(request.Owner?.OwnedBy, at + "ownedBy");
            errors.CheckExpiry(request.Expiry?.ExpiresAt, now, at + "expiresAt");
        });
}
