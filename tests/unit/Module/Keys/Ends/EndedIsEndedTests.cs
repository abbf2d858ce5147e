using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Verification;

namespace ApiKeys.UnitTests.Module.Keys.Ends;

/// <summary>A key that was refused once because its end had come is never accepted again, whatever a clock is set to (I7).</summary>
public sealed class EndedIsEndedTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<EndKind, ClockChange> All =>
        [.. Enum.GetValues<EndKind>().SelectMany(_ => Enum.GetValues<ClockChange>(), (kind, change) => (kind, change))];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Key_that_was_refused_as_ended_is_never_accepted_again(EndKind kind, ClockChange change)
    {
        var clock = new MovableClock();
        await using var first = new TestModule(time: clock);
        var key = await first.CreateEndingAsync(kind);
        Assert.Equal(VerificationCode.Valid, await first.VerifyAsync(key));

        await RefuseAsync(first, clock, key, kind, change);
        await using var second = await ChangeAsync(first, clock, change);
        List<TestModule> nodes = second is null ? [first] : change is ClockChange.OtherNodeBehind or ClockChange.OtherNodeBehindThatVerifiesFromMemory
            ? [second, first]
            : [second];

        await AssertEndedAsync(nodes, key, kind);

        // Later the end is stored and the node goes by its clock again, and an hour of it passes in which the key would have worked.
        foreach (var node in nodes)
        {
            await node.EndWhileTimePassesAsync();
        }

        await AssertEndedAsync(nodes, key, kind);
        foreach (var node in nodes)
        {
            node.Time.Advance(TimeSpan.FromMinutes(10));
            await node.LookAsync();
        }

        await AssertEndedAsync(nodes, key, kind);
        await AssertNoActBringsItBackAsync(nodes[0], key);
        await AssertEndedAsync(nodes, key, kind);
    }

    private static async Task RefuseAsync(TestModule node, MovableClock clock, CreatedApiKey key, EndKind kind, ClockChange change)
    {
        if (change is ClockChange.SetForwardByMistakeAndBack)
        {
            clock.Move(TimeSpan.FromDays(1));
        }
        else
        {
            node.Time.Leap(Hour);
        }

        if (change is ClockChange.SetBackOnANodeThatVerifiesFromMemory or ClockChange.OtherNodeBehindThatVerifiesFromMemory or ClockChange.SetBackByALittle)
        {
            await node.LookAsync();
        }

        if (change is ClockChange.SetForwardByMistakeAndBack && kind == EndKind.RevocationAfterExpiry)
        {
            Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(key));
            return;
        }

        Assert.Equal(kind.RefusedAs(), await node.VerifyAsync(key));
    }

    private static async Task<TestModule?> ChangeAsync(TestModule node, MovableClock clock, ClockChange change)
    {
        var now = node.Time.GetUtcNow();
        switch (change)
        {
            case ClockChange.SetForwardByMistakeAndBack:
                clock.Move(-TimeSpan.FromDays(1));
                return null;
            case ClockChange.SetBackOnARunningNode:
                clock.Move(-Hour);
                return null;
            case ClockChange.SetBackOnANodeThatVerifiesFromMemory:
                clock.Move(-Hour);
                await node.LookAsync();
                return null;
            case ClockChange.SetBackByALittle:
                clock.Move(-TimeSpan.FromMilliseconds(1));
                return null;
            case ClockChange.RestartedBehindAfterTheEndWasStored:
                await node.EndAsync();
                return node.WithClock(now - Hour);
            case ClockChange.KilledAndRestartedBehindTwice:
                await using (var between = node.WithClock(now - Hour))
                {
                    await between.LookAsync();
                }

                return node.WithClock(now - (2 * Hour));
            case ClockChange.OtherNodeBehindThatVerifiesFromMemory:
                var other = node.WithClock(now - Hour);
                await other.LookAsync();
                return other;
            default:
                return node.WithClock(now - Hour);
        }
    }

    private static async Task AssertEndedAsync(IReadOnlyList<TestModule> nodes, CreatedApiKey key, EndKind kind)
    {
        foreach (var node in nodes)
        {
            // Told as revoked once a revocation that was set for later has come too.
            var code = await node.VerifyAsync(key);
            Assert.True(code == kind.RefusedAs() || (kind == EndKind.RevocationAfterExpiry && code == VerificationCode.Revoked), $"{code}");

            var status = (await node.RetrieveAsync(key.Key.Id)).Status;
            Assert.Contains(status, new[] { ApiKeyStatus.Expired, ApiKeyStatus.Revoked });
            var listed = await node.ListAsync(new() { Ids = [key.Key.Id], Statuses = [ApiKeyStatus.Active, ApiKeyStatus.Revoking] });
            Assert.Equal(0, listed.Count);
        }
    }

    private static async Task AssertNoActBringsItBackAsync(TestModule node, CreatedApiKey key)
    {
        var id = key.Key.Id;
        await node.WhileTimePassesAsync(node.CancelRevocationAsync(id));
        Assert.False((await node.WhileTimePassesAsync(node.UpdateAsync(new() { Id = id, Expiry = ExpiryChange.At(node.Time.GetUtcNow().AddDays(9)) }))).Succeeded);
        Assert.False((await node.WhileTimePassesAsync(node.TryRollAsync(id))).Succeeded);
        Assert.False((await node.WhileTimePassesAsync(node.ActivateAsync(id))).Succeeded);
    }
}
