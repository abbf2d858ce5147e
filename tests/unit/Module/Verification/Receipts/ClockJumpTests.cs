using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Receipts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Module.Verification.Receipts;

/// <summary>The database's clock is set forward by more than a lease and the ten seconds after which a node looks lost. No one else's clock is.</summary>
public sealed class ClockJumpTests : IAsyncLifetime
{
    private readonly TestModule _node = new();
    private readonly FakeTimeProvider _otherTime = new(TestModule.Start);
    private TestModule _other = default!;

    public async ValueTask InitializeAsync()
    {
        await _node.LookAsync();

        // The time of a process of its own: it doesn't pass here, so the node trusts its memory throughout.
        _other = new TestModule(_node.Path, _otherTime);
        await _other.LookAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _node.DisposeAsync();
    }

    [Fact]
    public async Task Receipt_names_a_node_that_may_still_trust_its_memory_and_waits_for_it()
    {
        var created = await _node.WhileTimePassesAsync(_node.CreateAsync());
        _otherTime.Advance(TimeSpan.FromSeconds(1));
        await _other.LookAsync();
        Jump();
        Assert.Equal(VerificationCode.Valid, await _other.VerifyAsync(created.Raw()));
        var began = _node.Time.GetTimestamp();

        var revoked = await _node.WhileTimePassesAsync(_node.RevokeAsync(created.Key.Id));

        var named = Assert.Single(revoked.Value!.Receipt!.Nodes, node => node.Id == _other.NodeId());
        Assert.Equal(ReceiptNodeState.Fenced, named.State);
        Assert.True(_node.Time.GetElapsedTime(began) > TimeSpan.FromMilliseconds(800));
    }

    [Fact]
    public async Task Node_that_starts_or_completes_receipts_does_not_remove_one_that_may_be_alive()
    {
        Jump();
        await using var third = await _node.JoinAsync();
        await _node.Get<ReceiptCompletion>().RunOnceAsync(TestModule.Cancellation);

        Assert.Contains(_other.NodeId(), await NodeIdsAsync());

        // Silent for as long as it may trust its memory, by the clock of the process that looks: it is gone.
        _node.Time.Advance(TimeSpan.FromSeconds(11));
        await _node.Get<ReceiptCompletion>().RunOnceAsync(TestModule.Cancellation);
        Assert.DoesNotContain(_other.NodeId(), await NodeIdsAsync());
    }

    private void Jump() => _node.Time.AdjustTime(_node.Time.GetUtcNow() + TimeSpan.FromSeconds(30));

    private async Task<List<string>> NodeIdsAsync()
    {
        await using var database = _node.OpenDatabase();
        return await database.Set<NodeRecord>().Select(row => row.Id).ToListAsync(TestModule.Cancellation);
    }
}
