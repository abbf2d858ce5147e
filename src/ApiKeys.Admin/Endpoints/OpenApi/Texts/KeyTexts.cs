using ApiKeys.Admin.Endpoints.OpenApi.Examples;
using ApiKeys.Admin.Endpoints.OpenApi.Schemas;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace ApiKeys.Admin.Endpoints.OpenApi.Texts;

internal static class KeyTexts
{
    private const string Times = "A time, several, or operators: `[$gt]=2026-01-01T00:00:00Z`. `null` is understood: `[$ne]=null`.";

    public static readonly QueryText Fields = new(
        "fields", "A comma list of members. With `+x`, `-x`, `*rel` the usual ones are changed; bare names replace them.", typeof(string));

    /// <summary>What a caller without <c>keys:admin</c> may do about the ends of keys.</summary>
    public const string Prolonging =
        "A key that calls prolongs only keys that it made, up to its own end, unless it has the scope `keys:admin`. Otherwise the answer is 403.";

    public static readonly IReadOnlyList<QueryText> Paging =
    [
        new("limit", "How many; 20 when it is not there.", typeof(int)),
        new("offset", "How many to pass over.", typeof(int)),
        new("order", "One field; with `-` before it from the last to the first.", typeof(string)),
    ];

    public static Dictionary<string, OperationText> All { get; } = new(StringComparer.Ordinal)
    {
        ["GET /admin/api-keys"] = new("listApiKeys", Tags.Keys, "List keys", typeof(ApiKeyListAnswer), KeyExamples.Many)
        {
            Description = "Filters combine; `$and[0][…]` and `$or[0][…]` take the same filters inside. Needs the scope `keys:read`.",
            Query =
            [
                new("q", "Words; each has to be in the title or the outline.", typeof(string)),
                new("id", "One or several: `id=a`, `id[]=a&id[]=b`, `id[0]=a`.", typeof(string)),
                new("title", "One or several.", typeof(string)),
                new("token", "Of publishable keys, one or several.", typeof(string)),
                new("type", "`secret` or `publishable`.", typeof(KeyTypeSchema)),
                new("created_at", Times, typeof(string)),
                new("updated_at", Times, typeof(string)),
                new("revoked_at", Times, typeof(string)),
                new("deleted_at", Times, typeof(string)),
                new("with_deleted", "Whether to show deleted ones too.", typeof(bool)),
                .. Paging,
                Fields,
            ],
            Errors = [Status400BadRequest],
        },
        ["POST /admin/api-keys"] = new("createApiKey", Tags.Keys, "Create a key", typeof(CreatedApiKeyAnswer), KeyExamples.Created)
        {
            Description = "The one answer that holds the token of a secret key. If it may get lost on its way, send `confirm`: the key works once `…/activate` says "
                + "that the token is saved, and is discarded otherwise. Needs the scope `keys:write`. A key that calls makes keys "
                + "with scopes that it has, and without the scope `keys:admin` only with an `expires_at` no later than its own end. Otherwise the answer is 403.",
            Body = typeof(CreateApiKeyBody),
            BodyExample = """{ "title": "Warehouse sync", "type": "secret", "scopes": ["orders:read"] }""",
            Query = [Fields],
            IsIdempotent = true,
            Errors = [Status400BadRequest, Status409Conflict, Status413PayloadTooLarge],
        },
        ["GET /admin/api-keys/{id}"] = new("retrieveApiKey", Tags.Keys, "Read a key", typeof(ApiKeyAnswer), KeyExamples.One)
        {
            Query = [Fields],
            IsTagged = true,
            Errors = [Status400BadRequest, Status404NotFound],
        },
        ["POST /admin/api-keys/{id}"] = new("updateApiKey", Tags.Keys, "Change a key", typeof(ApiKeyAnswer), KeyExamples.One)
        {
            Description = "A key that calls gives no scope that it doesn't have. " + Prolonging,
            Body = typeof(UpdateApiKeyBody),
            BodyExample = """{ "title": "Warehouse sync, north" }""",
            Query = [Fields],
            IsIdempotent = true,
            TakesIfMatch = true,
            Errors = [Status400BadRequest, Status404NotFound, Status409Conflict, Status413PayloadTooLarge],
        },
        ["DELETE /admin/api-keys/{id}"] = new("deleteApiKey", Tags.Keys, "Delete a revoked key", typeof(DeletedAnswer), KeyExamples.Deleted)
        {
            Description = "A key that is not there is as good as deleted, so that a delete can be repeated.",
            TakesIfMatch = true,
            Errors = [Status400BadRequest, Status409Conflict],
        },
        ["POST /admin/api-keys/{id}/revoke"] = new("revokeApiKey", Tags.Keys, "Revoke a key", typeof(RevokedApiKeyAnswer), KeyExamples.Revoked)
        {
            Description = "Returns when every live node refuses the token, with the receipt that says so. Revoked at once it stays revoked for good. "
                + "A scheduled revocation can be moved. " + Prolonging,
            Body = typeof(RevokeApiKeyBody),
            BodyExample = "{}",
            IsBodyOptional = true,
            Query = [Fields],
            IsIdempotent = true,
            TakesIfMatch = true,
            Errors = [Status400BadRequest, Status404NotFound, Status409Conflict, Status413PayloadTooLarge],
        },
        ["POST /admin/api-keys/{id}/sales-channels"] = new("linkSalesChannels", Tags.Keys, "Link and unlink sales channels", typeof(ApiKeyAnswer), KeyExamples.Linked)
        {
            Description = "Of a publishable key. An id in both lists ends up unlinked.",
            Body = typeof(LinkSalesChannelsBody),
            BodyExample = """{ "add": ["sc_01JZX0M2T3Q4R5S6T7V8W9X0Y1"] }""",
            IsBodyOptional = true,
            Query = [Fields],
            IsIdempotent = true,
            TakesIfMatch = true,
            Errors = [Status400BadRequest, Status404NotFound, Status409Conflict, Status413PayloadTooLarge],
        },
    };
}
