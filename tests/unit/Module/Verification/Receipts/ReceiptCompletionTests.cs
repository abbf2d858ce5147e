using ApiKeys.Configuration;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Verification.Receipts;
using ApiKeys.Verification.Ring;

namespace ApiKeys.UnitTests.Module.Verification.Receipts;

/// <summary>A receipt that couldn't be completed in time is completed when the last node has answered.</summary>
public sealed class ReceiptCompletionTests
{
    [Fact]
    public async Task Receipt_is_completed_when_the_database_is_back()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        await using var second = await node.JoinAsync();
        database.GoesAwayAfterCommit = true;
        var answered = (await node.WhileTimePassesAsync(node.RevokeAsync(created.Key.Id))).Value!.Receipt!;
        database.IsAway = false;

        await node.LookAsync();
        await CompleteAsync(second);
        var soFar = await ReceiptAsync(node, created);
        await second.LookAsync();
        await CompleteAsync(second);
        var complete = await ReceiptAsync(node, created);

        Assert.Equal(Named(node, second), answered.Nodes.Select(said => said.Id));
        Assert.Equal((0, 1, 2), (Refusing(answered), Refusing(soFar), Refusing(complete)));
        Assert.Equal((false, false, true), (answered.IsComplete, soFar.IsComplete, complete.IsComplete));
        Assert.NotNull(complete.RefusedSince);
    }

    [Fact]
    public async Task Receipt_of_a_process_that_died_behind_the_commit_is_completed_by_another_node()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();
        var faults = new FaultInjector { At = 0, Dies = true, CountsCommands = true, CountsAfterCommitOnly = true };
        await using var dying = new TestModule(node.Path, node.Time, faults);
        await dying.LookAsync();
        faults.Arm();
        _ = dying.RevokeAsync(created.Key.Id);
        await Eventually.UntilAsync(() => Task.FromResult(faults.HasThrown));

        await node.LookAsync();
        await CompleteAsync(node);
        var soFar = await ReceiptAsync(node, created);
        node.Time.Advance(Fencing.Promise + TimeSpan.FromTicks(1));
        await node.LookAsync();
        await CompleteAsync(node);
        var complete = await ReceiptAsync(node, created);

        Assert.Equal((1, 2), (Refusing(soFar), complete.Nodes.Count));
        Assert.Equal(ReceiptNodeState.Fenced, complete.Nodes.Single(said => said.Id == dying.NodeId()).State);
        Assert.True(complete.IsComplete);
    }

    // The one that completes it may have seen it for the first time just now, and counts from there by its own clock.
    [Fact]
    public async Task Silent_node_is_counted_as_refusing_only_after_its_trust_and_the_margin()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        await using var silent = await node.JoinAsync();
        database.GoesAwayAfterCommit = true;
        await node.WhileTimePassesAsync(node.RevokeAsync(created.Key.Id));
        database.IsAway = false;
        await node.LookAsync();

        await CompleteAsync(node);
        node.Time.Advance(Fencing.Promise);
        await CompleteAsync(node);
        var before = await ReceiptAsync(node, created);
        node.Time.Advance(TimeSpan.FromMilliseconds(1));
        await CompleteAsync(node);
        var after = await ReceiptAsync(node, created);

        Assert.Equal((1, false), (Refusing(before), before.IsComplete));
        Assert.Equal(ReceiptNodeState.Fenced, after.Nodes.Single(said => said.Id == silent.NodeId()).State);
        Assert.Equal((true, node.Time.GetUtcNow()), (after.IsComplete, after.RefusedSince));
    }

    [Fact]
    public async Task Node_in_its_offline_grace_completes_the_receipt_when_it_is_back()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();
        var database = new StallingDatabase();
        await using var graced = await node.JoinAsync(options => options.Verification.OfflineGrace = TimeSpan.FromMinutes(10), database);
        database.IsAway = true;

        var answered = (await node.WhileTimePassesAsync(node.RevokeAsync(created.Key.Id))).Value!.Receipt!;
        node.Time.Advance(TimeSpan.FromMinutes(5));
        await CompleteAsync(node);
        var waiting = await ReceiptAsync(node, created);
        database.IsAway = false;
        await graced.LookAsync();
        await CompleteAsync(node);
        var complete = await ReceiptAsync(node, created);

        Assert.Equal((1, 1, 2), (Refusing(answered), Refusing(waiting), Refusing(complete)));
        Assert.Equal(answered.Nodes.Single(said => said.Id == node.NodeId()), complete.Nodes.Single(said => said.Id == node.NodeId()));
        Assert.Equal(node.Time.GetUtcNow(), complete.RefusedSince);
    }

    [Fact]
    public async Task Receipt_names_a_node_that_was_live_at_the_commit_and_ended_right_after()
    {
        TestModule? leaving = null;
        var faults = new FaultInjector
        {
            At = 0,
            CountsCommands = true,
            CountsAfterCommitOnly = true,
            Act = _ => leaving!.Get<KeyRingFeed>().EndAsync(TestModule.Cancellation),
        };
        await using var node = new TestModule(interceptor: faults);
        var created = await node.CreateAsync();
        await node.LookAsync();
        await using var second = leaving = await node.JoinAsync();
        faults.Arm();

        var receipt = (await node.WhileTimePassesAsync(node.RevokeAsync(created.Key.Id))).Value!.Receipt!;
        faults.Disarm();

        Assert.Equal(Named(node, second), receipt.Nodes.Select(said => said.Id));
        Assert.Equal(ReceiptNodeState.Fenced, receipt.Nodes.Single(said => said.Id == second.NodeId()).State);
        Assert.True(receipt.IsComplete);
    }

    [Fact]
    public async Task Completion_is_not_taken_back_by_a_node_that_read_the_receipt_before()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();
        await using var slow = await node.JoinAsync(database: database);
        var revoking = node.RevokeAsync(created.Key.Id);
        await Eventually.UntilAsync(async () => (await slow.RetrieveAsync(created.Key.Id)).RevokedAt is not null);
        database.StallAt("apikeys_revocation_receipts");
        var completing = CompleteAsync(slow);
        await database.Stalled;
        await node.WhileTimePassesAsync(revoking);
        var complete = await ReceiptAsync(node, created);

        database.Wake();
        await completing;

        Assert.True(complete.IsComplete);
        Assert.Equal((true, 2), ((await ReceiptAsync(node, created)).IsComplete, Refusing(await ReceiptAsync(node, created))));
    }

    private static Task CompleteAsync(TestModule node) => node.Get<ReceiptCompletion>().RunOnceAsync(TestModule.Cancellation);

    private static async Task<RevocationReceipt> ReceiptAsync(TestModule node, CreatedApiKey created) => (await node.RetrieveAsync(created.Key.Id)).Receipt!;

    private static int Refusing(RevocationReceipt receipt) => receipt.Nodes.Count(node => node.State != ReceiptNodeState.Waiting);

    private static IEnumerable<string> Named(params TestModule[] nodes) => nodes.Select(node => node.NodeId()).Order(StringComparer.Ordinal);
}
