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
        InterruptedOperation.LeaveAsync(OperationCase.Named(name), setting);

    [Theory]
    [MemberData(nameof(AloneAndUndone))]
    public Task Operation_that_hangs_at_any_point_times_out_and_is_undone(string name, OperationSetting setting) =>
        InterruptedOperation.HangAsync(OperationCase.Named(name), setting);

    [Theory]
    [MemberData(nameof(InsideAndUndone))]
    public Task Operation_that_stalls_at_any_point_past_its_lease_can_not_commit_once_another_node_has_taken_over(
        string name, OperationSetting setting) => InterruptedOperation.StallAsync(OperationCase.Named(name), setting);
}
