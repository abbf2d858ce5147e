using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Verification;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>A committed change is never answered as a failure, whatever the database does behind the commit (I4).</summary>
public sealed class AfterCommitTests
{
    // Verification goes by nothing that these change, so nothing follows their commit (PropagationTests).
    private static readonly string[] EndWithTheCommit = ["warn of expiry", "warn of unused keys", "set a policy", "change a policy", "create sales channels", "update sales channels"];

    public static TheoryData<string, bool> Operations => TestDatabase.Current.IsServer
        ? new(OperationCase.In().Select(row => (row.Data.Item1, true)).Distinct().Where(row => !EndWithTheCommit.Contains(row.Item1)))
        : new(OperationCase.All.Where(operation => !EndWithTheCommit.Contains(operation.Name))
            .SelectMany(_ => new[] { false, true }, (operation, dies) => (operation.Name, dies)));

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Committed_operation_is_answered_whatever_command_fails_after_the_commit(string name, bool databaseStaysAway) =>
        ArrangedOperation.AtEachPointAsync(name, async (operation, point) =>
        {
            var faults = AfterCommit(point, databaseStaysAway);
            await using var module = operation.Start(faults);
            await module.LookAsync();
            faults.Arm();
            await module.WhileTimePassesAsync(AnswerAsync(() => operation.RunAsync(module, OperationSetting.Alone)));
            faults.Disarm();
            faults.Dies = false;

            Assert.Equal(WorkflowState.Completed, (await operation.Watch.ExecutionAsync(module))!.State);
            return faults.HasThrown;
        });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_of_a_revocation_names_the_nodes_whatever_fails_after_the_commit(bool databaseStaysAway)
    {
        for (var point = 0; ; point++)
        {
            var faults = AfterCommit(point, databaseStaysAway);
            await using var module = new TestModule(interceptor: faults);
            var created = await module.CreateAsync();
            await module.LookAsync();
            faults.Arm();
            var result = await module.WhileTimePassesAsync(
                module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = created.Key.Id }, TestModule.Dana, null, TestModule.Cancellation));
            faults.Disarm();
            faults.Dies = false;

            var said = Assert.Single(result.Value!.Receipt!.Nodes);
            Assert.Equal((module.NodeId(), result.Value.Receipt.IsComplete), (said.Id, said.State == ReceiptNodeState.Applied));
            if (!faults.HasThrown)
            {
                Assert.True(point > 0);
                Assert.True(result.Value.Receipt.IsComplete);
                return;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_of_a_roll_has_the_secret_and_the_old_keys_receipt_whatever_fails_after_the_commit(bool databaseStaysAway)
    {
        for (var point = 0; ; point++)
        {
            var faults = AfterCommit(point, databaseStaysAway);
            await using var module = new TestModule(interceptor: faults);
            var created = await module.CreateAsync();
            await module.LookAsync();
            faults.Arm();
            var result = await module.WhileTimePassesAsync(module.Keys.RollAsync(new RollApiKeyRequest { Id = created.Key.Id }, TestModule.Dana, null, TestModule.Cancellation));
            faults.Disarm();
            faults.Dies = false;

            Assert.NotNull(result.Value!.Token);
            Assert.Equal(module.NodeId(), Assert.Single(result.Value.OldKeyReceipt!.Nodes).Id);
            if (!faults.HasThrown)
            {
                Assert.True(result.Value.OldKeyReceipt.IsComplete);
                return;
            }
        }
    }

    [Fact]
    public async Task Repeat_of_a_committed_call_that_cannot_be_read_does_not_say_that_nothing_was_changed()
    {
        var database = new StallingDatabase();
        await using var module = new TestModule(interceptor: database);
        var created = await module.CreateAsync();
        var request = new RevokeApiKeyRequest { Id = created.Key.Id };
        await module.WhileTimePassesAsync(module.Keys.RevokeAsync(request, TestModule.Dana, "click-1", TestModule.Cancellation));

        database.StallAt("apikeys_workflow_executions");
        var repeating = module.Keys.RevokeAsync(request, TestModule.Dana, "click-1", TestModule.Cancellation);
        await database.Stalled;
        database.IsAway = true;
        database.Wake();
        var failure = await Assert.ThrowsAsync<OutcomeUnknownException>(() => module.WhileTimePassesAsync(repeating));
        database.IsAway = false;

        Assert.Equal(WorkflowState.Completed, (await module.ExecutionAsync(failure.ExecutionId)).State);
    }

    // With a hook the execution completes in a transaction of its own, and its revocation can't be undone.
    [Fact]
    public async Task Completion_whose_answer_was_lost_is_answered_for()
    {
        for (var (point, completed) = (0, 0); ; point++)
        {
            var faults = AfterCommit(point, databaseStaysAway: false);
            await using var module = new TestModule(
                interceptor: faults,
                configure: services => services.AddWorkflowHook(
                    provider => WorkflowHook.Define(provider.GetRequiredService<ApiKeyWorkflows>().Update, (_, _, _) => Task.CompletedTask)));
            var created = await module.CreateAsync();
            faults.Arm();
            var updating = module.Keys.UpdateAsync(new UpdateApiKeyRequest { Id = created.Key.Id, Title = "Till" }, TestModule.Dana, null, TestModule.Cancellation);
            var failure = await Record.ExceptionAsync(() => updating);
            faults.Disarm();
            faults.Dies = false;

            var execution = (await module.Executions.ListAsync(new() { Workflows = ["update-api-keys"] }, TestModule.Cancellation)).Items.Single();
            Assert.Equal(execution.State == WorkflowState.Completed, failure is null);
            completed += execution.State == WorkflowState.Completed ? 1 : 0;
            if (!faults.HasThrown)
            {
                Assert.InRange(completed, 2, point);
                return;
            }
        }
    }

    private static FaultInjector AfterCommit(int point, bool databaseStaysAway) =>
        new() { At = point, CountsCommands = true, CountsAfterCommitOnly = true, Dies = databaseStaysAway };

    private static async Task<bool> AnswerAsync(Func<Task> runAsync)
    {
        await runAsync();
        return true;
    }
}
