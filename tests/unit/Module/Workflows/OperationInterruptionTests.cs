using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>
/// Every workflow, cancelled, out of time and stalled at every point of its database work: afterwards the database is what it was before, or the
/// operation is complete (I4, I12).
/// </summary>
public sealed class OperationInterruptionTests
{
    // Inside a workflow that fails the points of the undo are passed too.
    public static TheoryData<string, OperationSetting> AloneAndUndone =>
        OperationCase.In(OperationSetting.Alone, OperationSetting.InsideOneThatFails);

    // Alone there is nothing to take over: an operation of one step is in the journal when it is complete, and not before.
    public static TheoryData<string, OperationSetting> InsideAndUndone =>
        OperationCase.In(OperationSetting.InsideAnother, OperationSetting.InsideOneThatFails);

    [Theory]
    [MemberData(nameof(AloneAndUndone))]
    public Task Operation_whose_caller_leaves_at_any_point_is_undone_or_complete(string name, OperationSetting setting) =>
        ArrangedOperation.AtEachPointAsync(name, async (operation, point) =>
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

    [Theory]
    [MemberData(nameof(AloneAndUndone))]
    public async Task Operation_that_hangs_at_any_point_times_out_and_is_undone(string name, OperationSetting setting)
    {
        var hangs = 0;
        await ArrangedOperation.AtEachPointAsync(name, async (operation, point) =>
        {
            var hung = new TaskCompletionSource();
            var faults = new FaultInjector { At = point, CountsCommands = true, Act = cancellationToken => HangAsync(hung, cancellationToken) };
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

    [Theory]
    [MemberData(nameof(InsideAndUndone))]
    public async Task Operation_that_stalls_at_any_point_past_its_lease_can_not_commit_once_another_node_has_taken_over(
        string name, OperationSetting setting)
    {
        var takeovers = 0;
        await ArrangedOperation.AtEachPointAsync(name, async (operation, point) =>
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

    private static Task HangAsync(TaskCompletionSource hung, CancellationToken cancellationToken)
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
