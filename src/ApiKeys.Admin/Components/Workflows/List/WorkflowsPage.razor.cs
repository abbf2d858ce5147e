using ApiKeys.Admin.Components.Shared.Lists;
using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;
using Microsoft.AspNetCore.Components;

namespace ApiKeys.Admin.Components.Workflows.List;

/// <summary>All executions, newest first.</summary>
public sealed partial class WorkflowsPage : ListPage<WorkflowListQuery, WorkflowExecutionDetails>
{
    /// <summary>An execution's id, as links had it before executions had pages of their own.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    private string? Run { get; set; }

    [Inject]
    internal WorkflowOperations Operations { get; init; } = null!;

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

    protected override string IdOf(WorkflowExecutionDetails row) => row.Id;

    protected override object VersionOf(WorkflowExecutionDetails row) => (row.State, row.EndedAt, row.RetryAt);

    protected override async Task<ApiKeyResult<ListContent<WorkflowExecutionDetails>>> ReadAsync(WorkflowListQuery query, CancellationToken cancellationToken)
    {
        var executions = await Operations.ListAsync(query.ToModule(Now), cancellationToken);
        if (!executions.Succeeded)
        {
            return ApiKeyResult.Refused<ListContent<WorkflowExecutionDetails>>(executions.Errors);
        }

        var total = query.IsFiltered
            ? (await Operations.ListAsync(new() { Limit = 0 }, cancellationToken)).Value?.Count ?? 0
            : executions.Value.Count;
        var names = await Names.ReadAsync(executions.Value.Items.Select(execution => execution.StartedBy), cancellationToken);
        return ApiKeyResult.Ok(new ListContent<WorkflowExecutionDetails>(executions.Value, total, names)
        {
            Actors = await Names.ChoicesAsync(query.By, cancellationToken),
        });
    }

    protected override bool IsOutdated(WorkflowExecutionDetails row) => row.State.IsUnderWay();
}
