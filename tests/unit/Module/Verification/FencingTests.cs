using ApiKeys.Configuration;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Verification.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Module.Verification;

/// <summary>A node that hears nothing stops well before the others count it as refusing (I7).</summary>
public sealed class FencingTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void A_fifth_of_the_promised_second_is_kept_as_a_margin()
    {
        Assert.Equal(TimeSpan.FromSeconds(1), Fencing.Promise);
        Assert.True(Fencing.Margin >= TimeSpan.FromMilliseconds(200));
        Assert.Equal(Fencing.Promise - Fencing.Margin, Fencing.Trust);
    }

    // The poll was sent just before the commit: the worst case. The clocks of two machines never run at the same speed.
    [Theory]
    [InlineData(1.0)]
    [InlineData(0.85)]
    [InlineData(1.15)]
    public async Task Silent_node_refuses_the_margin_before_its_receipt_says_so_whatever_the_speed_of_its_clock(double speed)
    {
        Assert.SkipWhen(TestDatabase.Current.IsServer, "The clock of this test runs faster than a server answers.");
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();
        var database = new StallingDatabase();
        var time = new FakeTimeProvider(TestModule.Start);
        await using var silent = new TestModule(node.Path, time, database);
        await silent.LookAsync();
        database.IsAway = true;

        var revoking = node.RevokeAsync(created.Key.Id);
        await Eventually.UntilAsync(async () => (await node.RetrieveAsync(created.Key.Id)).RevokedAt is not null);
        var (elapsed, lastAcceptedAt) = (TimeSpan.Zero, TimeSpan.Zero);
        await Eventually.UntilAsync(async () =>
        {
            if (!revoking.IsCompleted)
            {
                node.Time.Advance(Tick);
                time.Advance(Tick * speed);
                elapsed += Tick;
                lastAcceptedAt = await silent.VerifyAsync(created.Raw()) == VerificationCode.Valid ? elapsed : lastAcceptedAt;
            }

            return revoking.IsCompleted;
        });

        var receipt = (await revoking).Value!.Receipt!;
        Assert.Equal(ReceiptNodeState.Fenced, receipt.Nodes.Single(said => said.Id == silent.NodeId()).State);
        Assert.InRange(lastAcceptedAt, Tick, Fencing.Trust / speed);
        Assert.True(receipt.RefusedSince - TestModule.Start > Fencing.Promise, $"{receipt.RefusedSince}");
        Assert.True(receipt.RefusedSince - TestModule.Start - lastAcceptedAt > Fencing.Promise - (Fencing.Trust / speed));
    }

    [Fact]
    public async Task Node_renews_its_lease_before_half_of_its_trust_is_over()
    {
        await using var node = new TestModule();
        await node.LookAsync();

        foreach (var interval in new[] { 200, 400 })
        {
            for (var i = 0; i < 10; i++)
            {
                node.Time.Advance(TimeSpan.FromMilliseconds(interval));
                await node.LookAsync();
                await using var database = node.OpenDatabase();
                var left = database.Set<NodeRecord>().Single().LeaseUntil - node.Time.GetUtcNow();
                Assert.True(left > Fencing.Trust / 2, $"{left}");
            }
        }
    }
}
