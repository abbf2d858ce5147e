using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>Breaks an operation on purpose at every point of its database work. Afterwards it is complete, or the database is what it was before.</summary>
internal static class InterruptedOperation
{
    public static Task FailAsync(OperationCase operationCase, OperationSetting setting) =>
        ArrangedOperation.AtEachPointAsync(operationCase, async (operation, point) =>
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

    public static Task DieAsync(OperationCase operationCase, OperationSetting setting) =>
        ArrangedOperation.AtEachPointAsync(operationCase, async (operation, point) =>
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

    public static Task LeaveAsync(OperationCase operationCase, OperationSetting setting) =>
        ArrangedOperation.AtEachPointAsync(operationCase, async (operation, point) =>
        {
            using var caller = new CancellationTokenSource();
            var faults = new FaultInjector { At = point, CountsCommands = setting == OperationSetting.Alone, Act = _ => caller.CancelAsync() };
            await using var module = operation.Start(faults);
            faults.Arm();
            var exception = await Record.ExceptionAsync(() => operation.RunAsync(module, setting, "click-1", caller.Token));
            faults.Disarm();

            // No exception: the caller left when there was nothing to cancel any more.
            Assert.True(exception is null or OperationCanceledException or { Message: OperationCase.OuterFailure }, $"{exception}");
            await operation.Watch.AssertAllOrNothingAsync(module, exception);
            return faults.HasThrown;
        });

    public static async Task HangAsync(OperationCase operationCase, OperationSetting setting)
    {
        var hangs = 0;
        await ArrangedOperation.AtEachPointAsync(operationCase, async (operation, point) =>
        {
            var hung = new TaskCompletionSource();
            var faults = new FaultInjector { At = point, CountsCommands = true, Act = cancellationToken => HangHereAsync(hung, cancellationToken) };
            await using var module = operation.Start(faults, options: options =>
            {
                options.StepTimeout = TimeSpan.FromSeconds(5);

                // Far beyond the time limit: on SQLite a renewal waits for the transaction of the very step that hangs.
                options.LeaseDuration = TimeSpan.FromHours(1);
            });
            faults.Arm();
            var running = operation.RunAsync(module, setting);
            await Task.WhenAny(running, hung.Task);
            module.Time.Advance(TimeSpan.FromSeconds(5));
            var exception = await Record.ExceptionAsync(() => running);
            faults.Disarm();

            if (hung.Task.IsCompleted)
            {
                hangs += exception is null ? 0 : 1;

                // An undo that hung goes on without its caller, who is told so. What hangs behind the commit of the last step, while the nodes are asked,
                // doesn't fail the operation.
                Assert.True(
                    exception is null or StepTimedOutException
                    || (setting == OperationSetting.InsideOneThatFails
                        && exception is CompensationFailedException { State: WorkflowState.Compensating } or { Message: OperationCase.OuterFailure }),
                    $"{exception}");
            }

            module.Time.Advance(TimeSpan.FromSeconds(1));
            await module.RecoverAsync();

            await operation.Watch.AssertAllOrNothingAsync(module, exception);
            return faults.HasThrown;
        });

        Assert.True(hangs > 0, "Nothing ever hung, so nothing was tested.");
    }

    public static async Task StallAsync(OperationCase operationCase, OperationSetting setting)
    {
        var takeovers = 0;
        await ArrangedOperation.AtEachPointAsync(operationCase, async (operation, point) =>
        {
            var stalled = new TaskCompletionSource();
            var wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var faults = new FaultInjector
            {
                At = point,
                CountsCommands = true,
                CountsUnlockedOnly = true,
                Act = async _ =>
                {
                    stalled.SetResult();
                    await wake.Task;
                },
            };
            await using var module = operation.Start(faults);
            faults.Arm();
            var running = operation.RunAsync(module, setting);
            await Task.WhenAny(running, stalled.Task);
            await using var other = operation.Start(ahead: TimeSpan.FromSeconds(31));
            var taken = await other.RecoverAsync();
            var everything = taken > 0 ? DatabaseSnapshot.TakeAll(operation.Path) : null;
            wake.SetResult();
            var exception = await Record.ExceptionAsync(() => running);
            faults.Disarm();

            if (taken > 0)
            {
                takeovers++;
                Assert.True(
                    exception is ExecutionTakenOverException or CompensationFailedException { State: WorkflowState.Compensating }, $"{exception}");
                Assert.Equal(everything, DatabaseSnapshot.TakeAll(operation.Path));
            }

            await operation.Watch.AssertAllOrNothingAsync(module, exception);
            return faults.HasThrown;
        });

        Assert.True(takeovers > 0, "Nothing was ever taken over, so nothing was tested.");
    }

    public static async Task FailToUndoAsync(OperationCase operation)
    {
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

    private static Task HangHereAsync(TaskCompletionSource hung, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
        {
            // A commit, the undo's journal: what nobody may cancel can't be ended by a time limit either.
            return Task.CompletedTask;
        }

        hung.SetResult();
        return new TaskCompletionSource().Task.WaitAsync(cancellationToken);
    }
}
