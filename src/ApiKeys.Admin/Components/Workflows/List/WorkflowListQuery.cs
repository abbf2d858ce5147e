using ApiKeys.Admin.Components.Shared.Filters;
using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Workflows.List;

/// <summary>
/// What the list of executions shows: <c>?q=words&amp;state=completed&amp;workflow=roll-api-key&amp;by=user_1&amp;key=apk_1&amp;since=day&amp;page=2</c>.
/// </summary>
public sealed record WorkflowListQuery : ListQuery
{
    private const int MaxNameLength = 100;

    public WorkflowListQuery(QueryValues values)
        : base(values)
    {
        States = [.. values.Enums<WorkflowState>("state")];
        Workflow = values.Name("workflow", MaxNameLength);
        By = values.Name("by", Actor.MaxLength);
        Key = values.Name("key", Actor.MaxLength);
        Since = values.Enums<Period>("since").FirstOrDefault();
    }

    public IReadOnlyList<WorkflowState> States { get; init; }

    public string? Workflow { get; init; }

    /// <summary>The id of who started them.</summary>
    public string? By { get; init; }

    /// <summary>The id of a key or anything else that they changed, deleted ones included.</summary>
    public string? Key { get; init; }

    public Period Since { get; init; }

    protected override IReadOnlyDictionary<string, string?> Filters => new Dictionary<string, string?>
    {
        ["state"] = QueryValues.Text(States),
        ["workflow"] = Workflow,
        ["by"] = By,
        ["key"] = Key,
        ["since"] = Since == Period.Ever ? null : QueryValues.Text([Since]),
    };

    public ListWorkflowExecutionsQuery ToModule(DateTimeOffset now) => new()
    {
        Search = Search.Length > 0 ? Search : null,
        States = States.Count > 0 ? States : null,
        Workflows = Workflow is { } workflow ? [workflow] : null,
        StartedBy = By,
        StartedFrom = Since.Start(now),
        Offset = Offset,
        Limit = PageSize,
    };

    public bool Equals(WorkflowListQuery? other) => base.Equals(other);

    public override int GetHashCode() => base.GetHashCode();
}
