using ApiKeys.Keys.Link;
using ApiKeys.Operations;

namespace ApiKeys.Keys.Create;

/// <summary>Checks requests before anything runs.</summary>
internal static class CreateApiKeyChecks
{
    public static IReadOnlyList<ApiKeyError> Check(IReadOnlyList<CreateApiKeyRequest> requests, DateTimeOffset now) =>
        KeyRules.Bulk.CheckEach(requests, (errors, request, at) =>
        {
            if (!Enum.IsDefined(request.Type))
            {
                errors.Add(new(ApiKeyErrorCode.Invalid, "Choose the key's type: publishable or secret.", at + "type"));
            }

            errors.CheckTitle(request.Title, at + "title");
            errors.CheckText("description", request.Description, TextRules.DescriptionMaxLength, at + "description");
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

            errors.CheckOwner(request.OwnedBy, at + "ownedBy");
            errors.CheckExpiry(request.ExpiresAt, now, at + "expiresAt");
            if (request is { NeverExpires: true, ExpiresAt: not null })
            {
                errors.Add(new(ApiKeyErrorCode.Invalid, "Give either an expiry or none.", at + "expiresAt"));
            }
        });
}
