using ApiKeys.Admin.Components.Shared.Filters;
using ApiKeys.Admin.Components.Shared.Lists;

namespace ApiKeys.Admin.Components.Audit;

/// <summary>What the audit log shows: <c>?q=words&amp;action=created,revoked&amp;by=user_1&amp;since=week&amp;key=apk_1&amp;execution=wfx_1&amp;page=2</c>.</summary>
public sealed record ActivityQuery : ListQuery
{
    public ActivityQuery(QueryValues values)
        : base(values)
    {
        Actions = [.. values.Enums<ApiKeyAction>("action")];
        By = values.Name("by", Actor.MaxLength);
        Since = values.Enums<Period>("since").FirstOrDefault();
        Key = values.Name("key", Actor.MaxLength);
        Execution = values.Name("execution", Actor.MaxLength);
    }

    protected override int StandardPageSize => 50;

    public IReadOnlyList<ApiKeyAction> Actions { get; init; }

    /// <summary>An actor's id.</summary>
    public string? By { get; init; }

    public Period Since { get; init; }

    /// <summary>A key's id, deleted keys included.</summary>
    public string? Key { get; init; }

    /// <summary>A workflow execution's id.</summary>
    public string? Execution { get; init; }

    protected override IReadOnlyDictionary<string, string?> Filters => new Dictionary<string, string?>
    {
        ["action"] = QueryValues.Text(Actions),
        ["by"] = By,
        ["since"] = Since == Period.Ever ? null : QueryValues.Text([Since]),
        ["key"] = Key,
        ["execution"] = Execution,
    };

    public ListApiKeyEventsQuery ToModule(DateTimeOffset now) => new()
    {
        SubjectId = Key,
        ExecutionId = Execution,
        Actors = By is { } actor ? [actor] : null,
        Actions = Actions.Count > 0 ? Actions : null,
        At = Since.Start(now) is { } from ? new TimeRange(From: from) : null,
        Search = Search.Length > 0 ? Search : null,
        Offset = Offset,
        Limit = PageSize,
    };

    public bool Equals(ActivityQuery? other) => base.Equals(other);

    public override int GetHashCode() => base.GetHashCode();
}
