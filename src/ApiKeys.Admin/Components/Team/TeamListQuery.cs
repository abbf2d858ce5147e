using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Team;

namespace ApiKeys.Admin.Components.Team;

/// <summary>What the team page shows: <c>?q=words&amp;role=owner,viewer&amp;state=deactivated&amp;sort=-seen&amp;page=2</c>.</summary>
public sealed record TeamListQuery : ListQuery
{
    private const string ActiveState = "active";
    private const string DeactivatedState = "deactivated";

    public TeamListQuery(QueryValues values)
        : base(values, new SortField("name"), new SortField("seen", Descending: true))
    {
        var asked = (values["role"] ?? "").Split(',', StringSplitOptions.TrimEntries);
        Roles = [.. AdminRoles.All.Where(role => asked.Contains(role, StringComparer.OrdinalIgnoreCase))];
        IsDeactivated = values["state"] switch { DeactivatedState => true, ActiveState => false, _ => null };
    }

    /// <summary>Only people with one of these roles; none for all.</summary>
    public IReadOnlyList<string> Roles { get; init; }

    /// <summary>Only people who are deactivated, or only those who aren't; null for both.</summary>
    public bool? IsDeactivated { get; init; }

    protected override IReadOnlyDictionary<string, string?> Filters => new Dictionary<string, string?>
    {
        ["role"] = Roles.Count > 0 ? string.Join(',', Roles).ToLowerInvariant() : null,
        ["state"] = IsDeactivated switch { true => DeactivatedState, false => ActiveState, _ => null },
    };

    public ListPeopleQuery ToTeam() => new()
    {
        Search = Search,
        Roles = Roles,
        IsDeactivated = IsDeactivated,
        Sort = Sort == "seen" ? PersonSort.LastSignIn : PersonSort.Name,
        Descending = Descending,
        Offset = Offset,
        Limit = PageSize,
    };

    public bool Equals(TeamListQuery? other) => base.Equals(other);

    public override int GetHashCode() => base.GetHashCode();
}
