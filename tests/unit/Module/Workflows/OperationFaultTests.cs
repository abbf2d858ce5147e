using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>
/// Every workflow, failing and dying at every point of its database work: afterwards the database is what it was before, or the operation is
/// complete. Nothing in between (I4, I5, I12).
/// </summary>
public sealed class OperationFaultTests
{
    public static TheoryData<string> Operations => OperationCase.Names;

    // Inside a workflow that fails the points of the undo are passed too. There the commands within a transaction don't count, which are many: up to its
    // commit it is all the same where it ended.
    public static TheoryData<string, OperationSetting> AloneAndUndone =>
        OperationCase.In(OperationSetting.Alone, OperationSetting.InsideOneThatFails);

    [Theory]
    [MemberData(nameof(AloneAndUndone))]
    public Task Operation_that_fails_at_any_point_is_undone_or_complete(string name, OperationSetting setting) =>
        ArrangedOperation.AtEachPointAsync(name, async (operation, point) =>
        {
            var faults = new FaultInjector { At = point, CountsCommands = setting == OperationSetting.Alone };
            await using var module = operation.Start(faults);
            faults.Arm();
            var exception = await Record.ExceptionAsync(() => operation.RunAsync(module, setting, "click-1"));
            faults.Disarm();

            // No exception: the fault hit after the last commit, which the runner found out and answered for.
            Assert.True(
                exception is null or InjectedFaultException or { InnerException: InjectedFaultException } or { Message: OperationCase.OuterFailure }
                    or CompensationFailedException { State: WorkflowState.Compensating },
                $"{exception}");

            // The fault may have kept the undo from beginning; then it is the recovery's.
            module.Time.Advance(TimeSpan.FromSeconds(31));
            await module.RecoverAsync();
            await operation.Watch.AssertAllOrNothingAsync(module, exception);
            return faults.HasThrown;
        });

    [Theory]
    [MemberData(nameof(AloneAndUndone))]
    public Task Operation_whose_process_dies_at_any_point_is_undone_by_the_next_or_complete(string name, OperationSetting setting) =>
        ArrangedOperation.AtEachPointAsync(name, async (operation, point) =>
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
            await operation.Watch.AssertSomeKeyWorksAsync(next);
            next.Time.Advance(TimeSpan.FromSeconds(31));
            await next.RecoverAsync();

            await operation.Watch.AssertAllOrNothingAsync(next);
            return true;
        });

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Complete_operation_inside_a_workflow_that_fails_is_undone_or_has_no_way_back(string name)
    {
        var operation = OperationCase.Named(name);
        await using var module = new TestModule(configure: operation.RegisterOuter);
        var input = await operation.ArrangeAsync(module);
        var watch = await OperationWatch.StartAsync(module);

        var exception = await Record.ExceptionAsync(() => operation.RunAsync(module, input, OperationSetting.InsideOneThatFails));

        Assert.Equal(OperationCase.OuterFailure, exception?.Message);
        Assert.Equal(operation.IsReversible, watch.IsAsBefore(module));
        await watch.AssertAllOrNothingAsync(module, exception);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Undo_that_fails_waits_for_a_person_and_succeeds_when_retried(string name)
    {
        var operation = OperationCase.Named(name);
        var faults = new FaultInjector { FailsCompensations = true };
        using var database = new ScratchDatabase();
        await using var module = database.Start(interceptor: faults, configure: operation.RegisterOuter);
        var input = await operation.ArrangeAsync(module);
        var watch = await OperationWatch.StartAsync(module);

        var failed = await Assert.ThrowsAsync<CompensationFailedException>(
            () => operation.RunAsync(module, input, OperationSetting.InsideOneThatFails));

        Assert.Equal(OperationCase.OuterFailure, failed.InnerExceptions[0].Message);
        Assert.IsType<InjectedFaultException>(failed.InnerExceptions[1]);
        Assert.Equal(WorkflowState.CompensationFailed, (await module.ExecutionAsync(failed.ExecutionId)).State);

        faults.FailsCompensations = false;
        var state = await module.Executions.RetryCompensationAsync(failed.ExecutionId, TestModule.Cancellation);

        Assert.Equal(WorkflowState.Compensated, state);
        Assert.Equal(operation.IsReversible, watch.IsAsBefore(module));
        await watch.AssertAllOrNothingAsync(module, failed);
    }
}
