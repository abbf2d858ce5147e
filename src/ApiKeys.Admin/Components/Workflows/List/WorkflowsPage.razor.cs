using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Workflows.List;

/// <summary>All executions, newest first.</summary>
public sealed partial class WorkflowsPage : ListPage<WorkflowListQuery, ExecutionRow>
{
    // The states and the workflow asked for are values of the query too.
    private const int MostOfOneKey = ListWorkflowExecutionsQuery.MaxValues - 10;

    /// <summary>An execution's id, as links had it before executions had pages of their own.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    private string? Run { get; set; }

    [Inject]
    internal WorkflowOperations Operations { get; init; } = null!;

    [Inject]
    internal ExecutionSubjects Subjects { get; init; } = null!;

    internal override string What => "the workflows";

    protected override Task OnParametersSetAsync()
    {
        if (string.IsNullOrWhiteSpace(Run))
        {
            return base.OnParametersSetAsync();
        }

        Navigation.NavigateTo(WorkflowMessages.Href(Run), replace: true);
        return Task.CompletedTask;
    }

    protected override WorkflowListQuery Read(QueryValues address) => new(address);

    protected override string IdOf(ExecutionRow row) => row.Execution.Id;

    protected override object VersionOf(ExecutionRow row) => (row.Execution.State, row.Execution.EndedAt, row.Execution.RetryAt, row.Subject);

    protected override async Task<ApiKeyResult<ListContent<ExecutionRow>>> ReadAsync(WorkflowListQuery query, CancellationToken cancellationToken)
    {
        var asked = query.ToModule(Now);
        if (query.Key is { } key)
        {
            var ofKey = await Subjects.ExecutionsOfAsync(key, MostOfOneKey, cancellationToken);
            if (!ofKey.Succeeded)
            {
                return ApiKeyResult.Refused<ListContent<ExecutionRow>>(ofKey.Errors);
            }

            asked = asked with { Ids = ofKey.Value };
        }

        var executions = await Operations.ListAsync(asked, cancellationToken);
        if (!executions.Succeeded)
        {
            return ApiKeyResult.Refused<ListContent<ExecutionRow>>(executions.Errors);
        }

        var total = query.IsFiltered
            ? (await Operations.ListAsync(new() { Limit = 0 }, cancellationToken)).Value?.Count ?? 0
            : executions.Value.Count;
        var subjects = await Subjects.ReadAsync([.. executions.Value.Items.Select(execution => execution.Id)], cancellationToken);
        var names = await Names.ReadAsync(executions.Value.Items.Select(execution => execution.StartedBy), cancellationToken);
        return ApiKeyResult.Ok(new ListContent<ExecutionRow>(
            executions.Value.Select(execution => new ExecutionRow(execution, subjects.GetValueOrDefault(execution.Id))), total, names)
        {
            Actors = await Names.ChoicesAsync(query.By, cancellationToken),
        });
    }

    protected override bool IsOutdated(ExecutionRow row) => row.Execution.State.IsUnderWay();

    private static IReadOnlyList<ExecutionSubject> SubjectsOf(ListContent<ExecutionRow> content) =>
        [.. content.Rows.Items.Select(row => row.Subject).OfType<ExecutionSubject>()];
}
