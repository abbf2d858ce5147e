using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Workflows;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Admin.Team;

/// <summary>Every change of the team, as <see cref="OperationFaultTests"/> has it for keys: complete, or as if it had never begun.</summary>
public sealed class TeamFaultTests
{
    public static TheoryData<string> Operations => TeamCases.Names;

    public static TheoryData<string, OperationSetting> AloneAndUndone => TeamCases.In(OperationSetting.Alone, OperationSetting.InsideOneThatFails);

    [Fact]
    public async Task Every_workflow_of_the_team_has_a_case()
    {
        await using var module = new TestModule(configure: TeamTables.Configure);

        var registered = module.Get<ApiKeys.Admin.Team.TeamWorkflows>().All.Select(workflow => workflow.Name).Order();

        Assert.Equal(registered, TeamCases.All.Select(c => c.WorkflowName).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(AloneAndUndone))]
    public Task Change_that_fails_at_any_point_is_undone_or_complete(string name, OperationSetting setting) =>
        ArrangedOperation.AtEachPointAsync(TeamCases.Named(name), async (operation, point) =>
        {
            var faults = new FaultInjector { At = point, CountsCommands = setting == OperationSetting.Alone };
            await using var module = operation.Start(faults);
            faults.Arm();
            var exception = await Record.ExceptionAsync(() => operation.RunAsync(module, setting, "click-1"));
            faults.Disarm();

            Assert.True(
                exception is null or InjectedFaultException or { InnerException: InjectedFaultException } or { Message: OperationCase.OuterFailure }
                    or CompensationFailedException { State: WorkflowState.Compensating },
                $"{exception}");
            module.Time.Advance(TimeSpan.FromSeconds(31));
            await module.RecoverAsync();
            await operation.Watch.AssertAllOrNothingAsync(module, exception);
            return faults.HasThrown;
        });

    [Theory]
    [MemberData(nameof(AloneAndUndone))]
    public Task Change_whose_process_dies_at_any_point_is_undone_by_the_next_or_complete(string name, OperationSetting setting) =>
        ArrangedOperation.AtEachPointAsync(TeamCases.Named(name), async (operation, point) =>
        {
            var faults = new FaultInjector { At = point, Dies = true, CountsCommands = setting == OperationSetting.Alone };
            await using (var dying = operation.Start(faults))
            {
                faults.Arm();
                await Record.ExceptionAsync(() => operation.RunAsync(dying, setting));
            }

            if (!faults.HasThrown)
            {
                return false;
            }

            await using var next = operation.Start();
            next.Time.Advance(TimeSpan.FromSeconds(31));
            await next.RecoverAsync();
            await operation.Watch.AssertAllOrNothingAsync(next);
            return true;
        });

    [Theory]
    [MemberData(nameof(AloneAndUndone))]
    public Task Change_whose_caller_leaves_at_any_point_is_undone_or_complete(string name, OperationSetting setting) =>
        ArrangedOperation.AtEachPointAsync(TeamCases.Named(name), async (operation, point) =>
        {
            using var caller = new CancellationTokenSource();
            var faults = new FaultInjector { At = point, CountsCommands = setting == OperationSetting.Alone, Act = _ => caller.CancelAsync() };
            await using var module = operation.Start(faults);
            faults.Arm();
            var exception = await Record.ExceptionAsync(() => operation.RunAsync(module, setting, "click-1", caller.Token));
            faults.Disarm();

            Assert.True(exception is null or OperationCanceledException or { Message: OperationCase.OuterFailure }, $"{exception}");
            await operation.Watch.AssertAllOrNothingAsync(module, exception);
            return faults.HasThrown;
        });

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Undo_that_fails_waits_for_a_person_and_succeeds_when_retried(string name)
    {
        var operation = TeamCases.Named(name);
        var faults = new FaultInjector { FailsCompensations = true };
        using var database = new ScratchDatabase();
        await using var module = database.Start(interceptor: faults, configure: operation.RegisterOuter);
        var input = await operation.ArrangeAsync(module);
        var watch = await OperationWatch.StartAsync(module);

        var failed = await Assert.ThrowsAsync<CompensationFailedException>(
            () => operation.RunAsync(module, input, OperationSetting.InsideOneThatFails));
        faults.FailsCompensations = false;
        var state = await module.Executions.RetryCompensationAsync(failed.ExecutionId, TestModule.Cancellation);

        Assert.Equal(WorkflowState.Compensated, state);
        Assert.Equal(operation.IsReversible, watch.IsAsBefore(module));
        await watch.AssertAllOrNothingAsync(module, failed);
    }
}
