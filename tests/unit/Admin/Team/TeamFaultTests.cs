using ApiKeys.Admin.Team;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Workflows;

namespace ApiKeys.UnitTests.Admin.Team;

/// <summary>Every change of the team, as <see cref="OperationFaultTests"/> has it for keys: complete, or as if it had never begun.</summary>
public sealed class TeamFaultTests
{
    public static TheoryData<string> Operations => TeamCases.Names;

    // The lease that another node takes over is the engine's: here it is enough to ask one change of each kind.
    public static TheoryData<string> Stalled => ["accept-invitation", "change-role", "deactivate-person with keys", "delete-person"];

    [Fact]
    public async Task Every_workflow_of_the_team_has_a_case()
    {
        await using var module = new TestModule(configure: TeamTables.Configure);

        var registered = module.Get<TeamWorkflows>().All.Select(workflow => workflow.Name).Order();

        Assert.Equal(registered, TeamCases.All.Select(c => c.WorkflowName).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Change_that_fails_at_any_point_is_undone_or_complete(string name) =>
        InterruptedOperation.FailAsync(TeamCases.Named(name), OperationSetting.InsideOneThatFails);

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Change_whose_process_dies_at_any_point_is_undone_by_the_next_or_complete(string name) =>
        InterruptedOperation.DieAsync(TeamCases.Named(name), OperationSetting.InsideOneThatFails);

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Change_whose_caller_leaves_at_any_point_is_undone_or_complete(string name) =>
        InterruptedOperation.LeaveAsync(TeamCases.Named(name), OperationSetting.InsideOneThatFails);

    // Alone, a change is one transaction. This is the test that ends it at each of its commands.
    [Theory]
    [MemberData(nameof(Operations))]
    public Task Change_that_hangs_at_any_point_times_out_and_is_undone(string name) =>
        InterruptedOperation.HangAsync(TeamCases.Named(name), OperationSetting.Alone);

    [Theory]
    [MemberData(nameof(Stalled))]
    public Task Change_that_stalls_at_any_point_past_its_lease_can_not_commit_once_another_node_has_taken_over(string name) =>
        InterruptedOperation.StallAsync(TeamCases.Named(name), OperationSetting.InsideOneThatFails);

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Undo_that_fails_waits_for_a_person_and_succeeds_when_retried(string name) => InterruptedOperation.FailToUndoAsync(TeamCases.Named(name));
}
