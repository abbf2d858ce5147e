using ApiKeys.Admin.Components.Shared.Lists;

namespace ApiKeys.Admin.Components.Keys.List;

/// <summary>What a list of keys shows: <c>?q=words&amp;status=active,revoking&amp;expires=soon&amp;sort=-title&amp;page=2</c>.</summary>
public sealed record KeyListQuery : ListQuery
{
    private const string Soon = "soon";

    public KeyListQuery(ApiKeyType type, QueryValues values)
        : base(values, new SortField("created", Descending: true), new SortField("title"), new SortField("used", Descending: true))
    {
        Statuses = [.. values.Enums<ApiKeyStatus>("status").Where(OfferedStatuses(type).Contains)];
        ExpiresSoon = values["expires"] == Soon;
    }

    public IReadOnlyList<ApiKeyStatus> Statuses { get; init; }

    /// <summary>Whether to show only keys that expire within <see cref="KeyMessages.ExpiresSoon"/>.</summary>
    public bool ExpiresSoon { get; init; }

    protected override IReadOnlyDictionary<string, string?> Filters => new Dictionary<string, string?>
    {
        ["status"] = QueryValues.Text(Statuses),
        ["expires"] = ExpiresSoon ? Soon : null,
    };

    /// <summary>The statuses that a list of this type offers. A publishable key is never pending.</summary>
    public static IReadOnlyList<ApiKeyStatus> OfferedStatuses(ApiKeyType type) => type == ApiKeyType.Secret
        ? [ApiKeyStatus.Active, ApiKeyStatus.Pending, ApiKeyStatus.Revoking, ApiKeyStatus.Revoked, ApiKeyStatus.Expired]
        : [ApiKeyStatus.Active, ApiKeyStatus.Revoking, ApiKeyStatus.Revoked, ApiKeyStatus.Expired];

    public ListApiKeysQuery ToModule(ApiKeyType type, DateTimeOffset now) => new()
    {
        Type = type,
        // A key that ended in another way no longer expires.
        Statuses = Statuses.Count > 0 ? Statuses : ExpiresSoon ? [ApiKeyStatus.Pending, ApiKeyStatus.Active, ApiKeyStatus.Revoking] : null,
        ExpiresAt = ExpiresSoon ? new TimeRange(now, now + KeyMessages.ExpiresSoon) : null,
        Search = Search.Length > 0 ? Search : null,
        Sort = Sort switch { "title" => ApiKeySort.Title, "used" => ApiKeySort.LastUsedAt, _ => ApiKeySort.CreatedAt },
        Descending = Descending,
        Offset = Offset,
        Limit = PageSize,
    };

    public bool Equals(KeyListQuery? other) => base.Equals(other);

    public override int GetHashCode() => base.GetHashCode();
}
