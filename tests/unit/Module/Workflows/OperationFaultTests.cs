using ApiKeys.UnitTests.Infrastructure;

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
        InterruptedOperation.FailAsync(OperationCase.Named(name), setting);

    [Theory]
    [MemberData(nameof(AloneAndUndone))]
    public Task Operation_whose_process_dies_at_any_point_is_undone_by_the_next_or_complete(string name, OperationSetting setting) =>
        InterruptedOperation.DieAsync(OperationCase.Named(name), setting);

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
    public Task Undo_that_fails_waits_for_a_person_and_succeeds_when_retried(string name) =>
        InterruptedOperation.FailToUndoAsync(OperationCase.Named(name));
}
