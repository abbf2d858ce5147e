using ApiKeys.Admin.Components.Loading;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.Workflows;

/// <summary>
/// What the list of executions shows, as its address says: <c>?q=words&amp;state=completed&amp;workflow=roll-api-key&amp;by=user_1&amp;since=day&amp;page=2</c>.
/// What makes no sense is left out rather than refused, as on the lists of keys.
/// </summary>
public sealed record WorkflowListQuery
{
    public const int PageSize = 20;
    public const int MaxSearchLength = 200;

    private const int MaxNameLength = 100;

    public string Search { get; private init; } = "";

    public IReadOnlyList<WorkflowState> States { get; private init; } = [];

    public string? Workflow { get; private init; }

    /// <summary>The id of who started them.</summary>
    public string? By { get; private init; }

    public StartedWithin Since { get; private init; }

    /// <summary>Counted from 1.</summary>
    public int Page { get; private init; } = 1;

    public bool IsFiltered => Search.Length > 0 || States.Count > 0 || Workflow is not null || By is not null || Since != StartedWithin.Ever;

    public static WorkflowListQuery Parse(string? search, string? state, string? workflow, string? by, string? since, string? page) => new()
    {
        Search = QueryValues.Search(search, MaxSearchLength),
        States = [.. QueryValues.Enums<WorkflowState>(state)],
        Workflow = QueryValues.Name(workflow, MaxNameLength),
        By = QueryValues.Name(by, Actor.MaxLength),
        Since = QueryValues.Enums<StartedWithin>(since).FirstOrDefault(),
        Page = QueryValues.Page(page),
    };

    public WorkflowListQuery WithSearch(string search) => this with { Search = QueryValues.Search(search, MaxSearchLength), Page = 1 };

    public WorkflowListQuery WithStates(IEnumerable<WorkflowState> states) => this with { States = [.. states.Order()], Page = 1 };

    public WorkflowListQuery WithWorkflow(string? workflow) => this with { Workflow = QueryValues.Name(workflow, MaxNameLength), Page = 1 };

    public WorkflowListQuery WithBy(string? by) => this with { By = QueryValues.Name(by, Actor.MaxLength), Page = 1 };

    public WorkflowListQuery WithSince(StartedWithin since) => this with { Since = since, Page = 1 };

    public WorkflowListQuery WithPage(int page) => this with { Page = Math.Max(page, 1) };

    public WorkflowListQuery WithoutFilters() => new();

    /// <summary>The query's part of the address; a <see langword="null"/> is left out of it, so the plain list has the plain address.</summary>
    public IReadOnlyDictionary<string, object?> ToParameters() => new Dictionary<string, object?>
    {
        ["q"] = Search.Length > 0 ? Search : null,
        ["state"] = QueryValues.Text(States),
        ["workflow"] = Workflow,
        ["by"] = By,
        ["since"] = Since == StartedWithin.Ever ? null : QueryValues.Text([Since]),
        ["page"] = Page > 1 ? Page : null,
    };

    public ListWorkflowExecutionsQuery ToModule(DateTimeOffset now) => new()
    {
        Search = Search.Length > 0 ? Search : null,
        States = States.Count > 0 ? States : null,
        Workflows = Workflow is { } workflow ? [workflow] : null,
        StartedBy = By,
        StartedFrom = now - Span(Since),
        Offset = (Page - 1) * PageSize,
        Limit = PageSize,
    };

    public bool Equals(WorkflowListQuery? other) =>
        other is not null && (Search, Workflow, By, Since, Page) == (other.Search, other.Workflow, other.By, other.Since, other.Page)
        && States.SequenceEqual(other.States);

    public override int GetHashCode() => HashCode.Combine(Search, Workflow, By, Since, Page, States.Count);

    private static TimeSpan? Span(StartedWithin since) => since switch
    {
        StartedWithin.Hour => TimeSpan.FromHours(1),
        StartedWithin.Day => TimeSpan.FromDays(1),
        StartedWithin.Week => TimeSpan.FromDays(7),
        StartedWithin.Month => TimeSpan.FromDays(30),
        _ => null,
    };
}
