using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Endpoints.SalesChannels;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <summary>The contract's <c>api_key</c> and what goes beyond it. No member holds a secret or its digest, whatever is asked for.</summary>
internal static class KeyMembers
{
    public const string Channels = "sales_channels";

    public static Members<ApiKeyDetails> All { get; } = new(
        ("id", key => key.Id),
        ("title", key => key.Title),
        ("token", key => key.PublicToken ?? ""),
        ("redacted", key => key.Redacted),
        ("type", key => KeyTypes.Name(key.Type)),
        ("last_used_at", key => key.LastUsedAt),
        ("created_at", key => key.CreatedAt),
        ("updated_at", key => key.UpdatedAt),
        ("created_by", key => key.CreatedBy),
        ("revoked_at", key => key.RevokedAt),
        ("revoked_by", key => key.RevokedBy),
        ("deleted_at", key => key.DeletedAt),
        ("description", key => key.Description),
        ("scopes", key => key.Scopes),
        ("status", Status),
        ("activated_at", key => key.ActivatedAt),
        ("expires_at", key => key.ExpiresAt),
        ("confirm_before", key => key.ConfirmBefore),
        ("revoke_reason", key => key.RevokeReason),
        ("replaces_id", key => key.ReplacesId),
        ("receipt", key => ReceiptAnswer.Of(key.Receipt)));

    private static readonly string[] Standard = [.. All.Names.TakeWhile(name => name != "deleted_at"), Channels + ".id", Channels + ".name"];

    private static readonly string[] Known = [.. All.Names, .. ChannelMembers.All.Under(Channels)];

    public static string Status(ApiKeyDetails key) => key.Status.ToString().ToLowerInvariant();

    /// <summary>What an answer shows unless it is asked otherwise.</summary>
    public static FieldSelection Default { get; } = FieldSelection.Of(null, Standard, Known);

    public static FieldSelection Select(QueryFields query) => FieldSelection.Of(query.Text("fields"), Standard, Known);
}
