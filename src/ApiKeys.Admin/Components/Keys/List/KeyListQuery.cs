using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Keys.List;

/// <summary>What a list of keys shows: <c>?q=words&amp;status=active,revoking&amp;expires=soon&amp;used=never&amp;scope=*&amp;owner=gone&amp;sort=-title&amp;page=2</c>.</summary>
public sealed record KeyListQuery : ListQuery
{
    /// <summary>The owner for keys whose owner can't sign in any more.</summary>
    public const string GoneOwner = "gone";

    /// <summary>The owner for keys that belong to no person.</summary>
    public const string StoreOwner = "store";

    private const int MaxScopeLength = 100;

    public KeyListQuery(ApiKeyType type, QueryValues values)
        : base(values, new SortField("created", Descending: true), new SortField("title"), new SortField("used", Descending: true))
    {
        Statuses = [.. values.Enums<ApiKeyStatus>("status").Where(OfferedStatuses(type).Contains)];
        Expires = values.Enums<KeyExpires>("expires").FirstOrDefault();
        Used = values.Enums<KeyUsed>("used").FirstOrDefault();
        Owner = values.Name("owner", Actor.MaxLength);
        Scope = type == ApiKeyType.Secret ? values.Name("scope", MaxScopeLength) : null;
        Channel = type == ApiKeyType.Publishable ? values.Name("channel", Actor.MaxLength) : null;
    }

    public IReadOnlyList<ApiKeyStatus> Statuses { get; init; }

    public KeyExpires Expires { get; init; }

    public KeyUsed Used { get; init; }

    /// <summary>A scope that secret keys have; <see langword="null"/> for any.</summary>
    public string? Scope { get; init; }

    /// <summary>The id of a sales channel that publishable keys are linked to; <see langword="null"/> for any.</summary>
    public string? Channel { get; init; }

    /// <summary>A person's id, <see cref="GoneOwner"/> or <see cref="StoreOwner"/>; <see langword="null"/> for any owner.</summary>
    public string? Owner { get; init; }

    protected override IReadOnlyDictionary<string, string?> Filters => new Dictionary<string, string?>
    {
        ["status"] = QueryValues.Text(Statuses),
        ["expires"] = Expires == KeyExpires.Any ? null : QueryValues.Text([Expires]),
        ["used"] = Used == KeyUsed.Any ? null : QueryValues.Text([Used]),
        ["scope"] = Scope,
        ["channel"] = Channel,
        ["owner"] = Owner,
    };

    /// <summary>The statuses that a list of this type offers. A publishable key is never pending.</summary>
    public static IReadOnlyList<ApiKeyStatus> OfferedStatuses(ApiKeyType type) => type == ApiKeyType.Secret
        ? [ApiKeyStatus.Active, ApiKeyStatus.Pending, ApiKeyStatus.Revoking, ApiKeyStatus.Revoked, ApiKeyStatus.Expired]
        : [ApiKeyStatus.Active, ApiKeyStatus.Revoking, ApiKeyStatus.Revoked, ApiKeyStatus.Expired];

    /// <summary>The owners that <see cref="GoneOwner"/> stands for; none for another filter.</summary>
    internal async Task<IReadOnlyList<string>> GoneOwnersAsync(KeyOwners owners, CancellationToken cancellationToken) =>
        Owner is GoneOwner ? [.. ((await owners.GoneAsync(cancellationToken)).Value ?? []).Select(owner => owner.Key)] : [];

    /// <param name="type">The type that is listed.</param>
    /// <param name="now">The time that "soon" counts from.</param>
    /// <param name="gone">The owners who can't sign in any more, for <see cref="GoneOwner"/>.</param>
    public ListApiKeysQuery ToModule(ApiKeyType type, DateTimeOffset now, IReadOnlyList<string> gone) => new()
    {
        Type = type,
        // A key that ended in another way no longer expires, and needs no owner.
        Statuses = Statuses.Count > 0 ? Statuses : Expires.IsOfWorkingKeys() || Owner is GoneOwner ? [ApiKeyStatus.Pending, ApiKeyStatus.Active, ApiKeyStatus.Revoking] : null,
        OwnedBy = Owner is GoneOwner ? gone : Owner is null or StoreOwner ? null : [Owner],
        HasOwner = Owner is StoreOwner ? false : null,
        ExpiresAt = Expires.Range(now),
        LastUsedAt = Used.Range(now),
        Scopes = Scope is null ? null : [Scope],
        SalesChannelIds = Channel is null ? null : [Channel],
        Search = Search.Length > 0 ? Search : null,
        Sort = Sort switch { "title" => ApiKeySort.Title, "used" => ApiKeySort.LastUsedAt, _ => ApiKeySort.CreatedAt },
        Descending = Descending,
        Offset = Offset,
        Limit = PageSize,
    };

    /// <summary>Asks how many keys a list with <see cref="GoneOwner"/> shows.</summary>
    public static ListApiKeysQuery OfGoneOwners(ApiKeyType type, IReadOnlyList<string> gone) => new()
    {
        Type = type,
        Statuses = [ApiKeyStatus.Pending, ApiKeyStatus.Active, ApiKeyStatus.Revoking],
        OwnedBy = gone,
        Limit = 0,
    };

    public bool Equals(KeyListQuery? other) => base.Equals(other);

    public override int GetHashCode() => base.GetHashCode();
}
