using ApiKeys.Configuration;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Receipts;
using ApiKeys.Verification.Ring;

namespace ApiKeys.UnitTests.Module.Verification.Receipts;

/// <summary>Revoke returns when every live node refuses the token, and says so (I7).</summary>
public sealed class RevocationReceiptTests
{
    [Fact]
    public async Task Single_node_refuses_from_the_moment_of_the_revocation()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();
        node.Time.Advance(TimeSpan.FromMilliseconds(700));
        await node.LookAsync();

        var receipt = (await node.RevokeAsync(created.Key.Id)).Value!.Receipt!;

        var only = Assert.Single(receipt.Nodes);
        Assert.Equal((node.NodeId(), ReceiptNodeState.Applied, TestModule.Start.AddMilliseconds(700)), (only.Id, only.State, only.Since));
        Assert.Contains(Environment.MachineName, only.Name, StringComparison.Ordinal);
        Assert.Equal((true, TestModule.Start.AddMilliseconds(700)), (receipt.IsComplete, receipt.RefusedSince));
    }

    [Fact]
    public async Task Revoke_waits_until_the_other_nodes_have_applied_it()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();
        await using var second = await node.JoinAsync();
        await using var third = await node.JoinAsync();

        var revoking = node.RevokeAsync(created.Key.Id);
        await UntilRevokedAsync(node, created.Key.Id);
        node.Time.Advance(TimeSpan.FromMilliseconds(20));
        await second.LookAsync();
        node.Time.Advance(TimeSpan.FromMilliseconds(20));
        var early = revoking.IsCompleted;
        var valid = await third.VerifyAsync(created.Raw());
        await third.LookAsync();
        var receipt = (await node.WhileTimePassesAsync(revoking)).Value!.Receipt!;

        Assert.Equal((false, VerificationCode.Valid), (early, valid));
        Assert.Equal(3, receipt.Nodes.Count);
        Assert.All(receipt.Nodes, said => Assert.Equal(ReceiptNodeState.Applied, said.State));
        Assert.Equal(TestModule.Start.AddMilliseconds(40), receipt.RefusedSince);
        Assert.Equal(VerificationCode.Revoked, await second.VerifyAsync(created.Raw()));
        Assert.Equal(VerificationCode.Revoked, await third.VerifyAsync(created.Raw()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nobody_can_be_asked_a_node_waits_as_long_as_any_may_believe_its_memory(bool isNode)
    {
        await using var module = new TestModule();
        var committedAt = module.Time.GetTimestamp();

        var waiting = module.Get<NodeWatch>().WaitOutAsync(isNode, committedAt, TestModule.Cancellation);
        module.Time.Advance(Fencing.Promise);
        var atTheEndOfThePromise = waiting.IsCompleted;
        module.Time.Advance(TimeSpan.FromMilliseconds(20));
        await waiting;

        Assert.Equal(!isNode, atTheEndOfThePromise);
    }

    [Fact]
    public async Task Silent_node_is_waited_for_as_long_as_it_may_believe_its_memory_and_refuses_then()
    {
        Assert.SkipWhen(TestDatabase.Current.IsServer, "The clock of this test runs faster than a server answers, and the revocation would give up looking.");
        var database = new StallingDatabase();
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();
        await using var silent = await node.JoinAsync(database: database);
        database.IsAway = true;

        var revoking = node.RevokeAsync(created.Key.Id);
        await UntilRevokedAsync(node, created.Key.Id);
        node.Time.Advance(Fencing.Promise);
        await Task.Yield();
        var early = revoking.IsCompleted;
        var receipt = (await node.WhileTimePassesAsync(revoking)).Value!.Receipt!;

        Assert.False(early);
        Assert.Equal(ReceiptNodeState.Fenced, receipt.Nodes.Single(said => said.Id == silent.NodeId()).State);
        Assert.True(receipt.IsComplete);
        Assert.Equal(VerificationCode.StoreUnavailable, await silent.VerifyAsync(created.Raw()));
    }

    [Fact]
    public async Task Node_with_a_long_offline_grace_is_named_as_waiting()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();
        var database = new StallingDatabase();
        await using var graced = await node.JoinAsync(options => options.Verification.OfflineGrace = TimeSpan.FromMinutes(10), database);
        database.IsAway = true;

        var receipt = (await node.WhileTimePassesAsync(node.RevokeAsync(created.Key.Id))).Value!.Receipt!;

        Assert.Equal(ReceiptNodeState.Waiting, receipt.Nodes.Single(said => said.Id == graced.NodeId()).State);
        Assert.Equal((false, null), (receipt.IsComplete, receipt.RefusedSince));
        Assert.Equal(VerificationCode.Valid, await graced.VerifyAsync(created.Raw()));
    }

    [Fact]
    public async Task Node_that_signed_off_or_died_a_while_ago_is_not_waited_for()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await using (var dead = await node.JoinAsync())
        {
            // As the completion of receipts does every ten seconds.
            await node.Get<ReceiptCompletion>().RunOnceAsync(TestModule.Cancellation);
            node.Time.Advance(TimeSpan.FromSeconds(12));
        }

        await node.LookAsync();
        await using var leaving = await node.JoinAsync();
        await leaving.Get<KeyRingFeed>().EndAsync(TestModule.Cancellation);

        var receipt = (await node.RevokeAsync(created.Key.Id)).Value!.Receipt!;

        Assert.Equal(node.NodeId(), Assert.Single(receipt.Nodes).Id);
        Assert.False(leaving.TrustsItsMemory());
    }

    [Fact]
    public async Task Process_that_verifies_nothing_from_memory_needs_no_node_to_say_so()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();

        var receipt = (await module.RevokeAsync(created.Key.Id)).Value!.Receipt!;

        Assert.Empty(receipt.Nodes);
        Assert.Equal((true, TestModule.Start), (receipt.IsComplete, receipt.RefusedSince));
    }

    [Fact]
    public async Task Receipt_stays_with_the_key_and_is_that_of_the_revocation_in_effect()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();

        var scheduled = (await node.RevokeAsync(created.Key.Id, TimeSpan.FromHours(1))).Value!.Receipt!;
        var readScheduled = (await node.RetrieveAsync(created.Key.Id)).Receipt!;
        await node.CancelRevocationAsync(created.Key.Id);
        var cancelled = (await node.RetrieveAsync(created.Key.Id)).Receipt;
        node.Time.Advance(TimeSpan.FromMinutes(1));
        await node.LookAsync();
        var revoked = (await node.RevokeAsync(created.Key.Id)).Value!.Receipt!;
        var read = (await node.RetrieveAsync(created.Key.Id)).Receipt!;

        Assert.Equal(TestModule.Start.AddHours(1), scheduled.RefusedSince);
        Assert.Equal((scheduled.RevokedAt, scheduled.Nodes[0]), (readScheduled.RevokedAt, readScheduled.Nodes[0]));
        Assert.Null(cancelled);
        Assert.Equal(TestModule.Start.AddMinutes(1), revoked.RefusedSince);
        Assert.Equal((revoked.RevokedAt, revoked.Nodes[0]), (read.RevokedAt, read.Nodes[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Roll_leaves_the_receipt_of_the_old_keys_end(bool awaitConfirmation)
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();

        var rolled = await node.RollAsync(created.Key.Id, awaitConfirmation: awaitConfirmation);
        var before = (await node.RetrieveAsync(created.Key.Id)).Receipt;
        if (awaitConfirmation)
        {
            await node.ActivateAsync(rolled.Key.Id);
        }

        Assert.Equal(awaitConfirmation, before is null);
        Assert.True((await node.RetrieveAsync(created.Key.Id)).Receipt!.IsComplete);
        Assert.Null((await node.RetrieveAsync(rolled.Key.Id)).Receipt);
    }

    [Fact]
    public async Task Each_key_of_a_bulk_revocation_has_its_receipt()
    {
        await using var node = new TestModule();
        var keys = new[] { await node.CreateAsync(), await node.CreateAsync() };
        await node.LookAsync();

        var revoked = await node.Keys.RevokeAsync(
            [.. keys.Select(key => new RevokeApiKeyRequest { Id = key.Key.Id })], TestModule.Dana, null, TestModule.Cancellation);

        Assert.All(revoked.Value!, key => Assert.True(key.Receipt!.IsComplete));
    }

    [Fact]
    public async Task Database_that_goes_away_behind_the_commit_does_not_fail_the_revocation()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        database.GoesAwayAfterCommit = true;

        var result = await node.WhileTimePassesAsync(node.RevokeAsync(created.Key.Id));
        var trusted = node.TrustsItsMemory();
        var code = await node.VerifyAsync(created.Raw());
        database.IsAway = false;

        Assert.True(result.Succeeded);
        Assert.Equal((false, null), (result.Value!.Receipt!.IsComplete, result.Value.Receipt.RefusedSince));
        Assert.Equal(node.NodeId(), Assert.Single(result.Value.Receipt.Nodes).Id);
        Assert.Equal((false, VerificationCode.StoreUnavailable), (trusted, code));
        Assert.Equal(VerificationCode.Revoked, await AfterNextLookAsync(node, created.Raw()));
    }

    [Fact]
    public async Task Receipt_is_completed_also_when_the_caller_leaves()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();
        await using var silent = await node.JoinAsync();
        using var caller = new CancellationTokenSource();

        var revoking = node.Keys.RevokeAsync(
            new RevokeApiKeyRequest { Id = created.Key.Id }, TestModule.Dana, null, caller.Token);
        await UntilRevokedAsync(node, created.Key.Id);
        await caller.CancelAsync();
        var result = await node.WhileTimePassesAsync(revoking);

        Assert.True(result.Succeeded);
        Assert.True(result.Value!.Receipt!.IsComplete);
        Assert.Equal(2, result.Value.Receipt.Nodes.Count);
    }

    // Nobody waited for it, for nobody could see it; so what it read before it could be seen is worth nothing.
    [Fact]
    public async Task Node_that_appears_while_a_key_is_revoked_does_not_trust_what_it_read_before()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();
        var database = new StallingDatabase();
        await using var appearing = new TestModule(node.Path, node.Time, database);
        await appearing.LookAsync();
        await appearing.Get<KeyRingFeed>().EndAsync(TestModule.Cancellation);
        await node.CommitElsewhereAsync();
        database.StallAt("apikeys_event_feed");
        var look = appearing.LookAsync();
        await database.Stalled;

        await node.RevokeAsync(created.Key.Id);
        database.Wake();
        await look;

        Assert.True(appearing.TrustsItsMemory());
        Assert.Equal(VerificationCode.Revoked, await appearing.VerifyAsync(created.Raw()));
    }

    [Fact]
    public async Task Node_in_its_offline_grace_is_named_for_as_long_as_that_lasts()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        var database = new StallingDatabase();
        await using var graced = await node.JoinAsync(options => options.Verification.OfflineGrace = TimeSpan.FromMinutes(10), database);
        database.IsAway = true;
        node.Time.Advance(TimeSpan.FromMinutes(5));
        await node.LookAsync();

        var receipt = (await node.WhileTimePassesAsync(node.RevokeAsync(created.Key.Id))).Value!.Receipt!;

        Assert.Equal(ReceiptNodeState.Waiting, receipt.Nodes.Single(said => said.Id == graced.NodeId()).State);
        Assert.Equal(VerificationCode.Valid, await graced.VerifyAsync(created.Raw()));
    }

    [Fact]
    public async Task Who_is_told_that_a_key_is_revoked_already_can_rely_on_it_everywhere()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await using var silent = await node.JoinAsync();
        await using (var unheard = new TestModule(node.Path, node.Time))
        {
            _ = unheard.RevokeAsync(created.Key.Id);
            await UntilRevokedAsync(node, created.Key.Id);
        }

        var again = node.RevokeAsync(created.Key.Id);
        var refusal = (await node.WhileTimePassesAsync(again)).Refusal();

        Assert.Equal(ApiKeyErrorCode.AlreadyRevoked, refusal.Code);
        Assert.NotEqual(VerificationCode.Valid, await silent.VerifyAsync(created.Raw()));
    }

    private static async Task<VerificationCode> AfterNextLookAsync(TestModule node, string token)
    {
        await node.LookAsync();
        return await node.VerifyAsync(token);
    }

    private static async Task UntilRevokedAsync(TestModule node, string id)
    {
        await using var other = new TestModule(node.Path, node.Time);
        await Eventually.UntilAsync(async () => (await other.RetrieveAsync(id)).RevokedAt is not null);
    }
}
