using ApiKeys.Configuration;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Verification.Ring;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Module.Verification.Ring;

/// <summary>Forced interleavings: whatever is slow, what it read before a revocation doesn't let the key live on (I7).</summary>
public sealed class RingRaceTests
{
    [Fact]
    public async Task Load_under_way_does_not_resurrect_a_key_revoked_meanwhile_on_this_node()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        database.StallAt("apikeys_keys");
        var load = node.LookAsync();
        await database.Stalled;

        await node.WhileTimePassesAsync(node.RevokeAsync(created.Key.Id));
        var meanwhile = await node.VerifyAsync(created.Raw());
        database.Wake();
        await load;

        Assert.Equal((VerificationCode.Revoked, VerificationCode.Revoked), (meanwhile, await node.VerifyAsync(created.Raw())));
        Assert.True(node.TrustsItsMemory());
    }

    [Fact]
    public async Task Load_under_way_does_not_resurrect_a_key_revoked_meanwhile_elsewhere()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await using var elsewhere = new TestModule(node.Path, node.Time);
        database.StallAt("apikeys_keys");
        var load = node.LookAsync();
        await database.Stalled;

        await elsewhere.RevokeAsync(created.Key.Id);
        database.Wake();
        await load;

        Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(created.Raw()));
    }

    [Fact]
    public async Task Look_that_was_long_under_way_counts_from_when_it_was_sent()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        await node.LookAsync();
        await node.CommitElsewhereAsync();
        database.StallAt("apikeys_event_feed");
        var look = node.LookAsync();
        await database.Stalled;

        node.Time.Advance(Fencing.Trust);
        database.Wake();
        await look;
        var atItsEnd = node.TrustsItsMemory();
        node.Time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal((true, false), (atItsEnd, node.TrustsItsMemory()));
    }

    // It saw no change, for there was none when it looked; and nobody waited for a node that had been silent for so long.
    [Fact]
    public async Task Look_that_was_under_way_for_longer_than_a_lease_is_repeated_before_it_is_believed()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        await node.CommitElsewhereAsync();
        database.StallAt("apikeys_event_feed");
        var look = node.LookAsync();
        await database.Stalled;
        await using var elsewhere = new TestModule(node.Path, node.Time);
        await node.WhileTimePassesAsync(elsewhere.RevokeAsync(created.Key.Id));

        database.Wake();
        await look;

        Assert.True(node.TrustsItsMemory());
        Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(created.Raw()));
    }

    [Fact]
    public async Task Revocation_that_can_not_look_because_a_look_hangs_is_known_to_this_node_all_the_same()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        await node.CommitElsewhereAsync();
        database.StallAt("apikeys_event_feed");
        var look = node.LookAsync();
        await database.Stalled;

        await node.WhileTimePassesAsync(node.RevokeAsync(created.Key.Id));
        var (trusted, code) = (node.TrustsItsMemory(), await node.VerifyAsync(created.Raw()));
        database.Wake();
        await look;

        Assert.Equal((false, VerificationCode.Revoked), (trusted, code));
        Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(created.Raw()));
    }

    [Fact]
    public void Look_that_was_sent_before_trust_was_withdrawn_does_not_restore_it()
    {
        var time = new FakeTimeProvider(TestModule.Start);
        var ring = new KeyRing(time);
        var (askedAt, generation) = (time.GetTimestamp(), ring.Generation);

        ring.Distrust();
        ring.Trust(askedAt, TestModule.Start, generation);
        var late = ring.IsTrusted(TestModule.Start);
        ring.Trust(askedAt, TestModule.Start, ring.Generation);

        Assert.Equal((false, true), (late, ring.IsTrusted(TestModule.Start)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_of_the_database_from_before_a_revocation_is_not_used_after_it(bool nodeFollows)
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        if (nodeFollows)
        {
            await node.LookAsync();
            node.Time.Advance(TimeSpan.FromSeconds(2));
        }

        database.StallAt("apikeys_keys");
        var verifying = node.VerifyAsync(created.Raw());
        await database.Stalled;

        await node.WhileTimePassesAsync(node.RevokeAsync(created.Key.Id));
        database.Wake();

        Assert.Equal(VerificationCode.Revoked, await verifying);
    }

    [Fact]
    public async Task Answer_of_the_database_older_than_the_trust_is_asked_for_again()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        database.StallAt("apikeys_keys");
        var verifying = node.VerifyAsync(created.Raw());
        await database.Stalled;

        // On a node that this one hasn't heard from.
        await using var elsewhere = new TestModule(node.Path, node.Time);
        await elsewhere.RevokeAsync(created.Key.Id);
        node.Time.Advance(Fencing.Trust + TimeSpan.FromTicks(1));
        database.Wake();

        Assert.Equal(VerificationCode.Revoked, await verifying);
    }

    [Fact]
    public async Task Node_that_can_not_renew_its_lease_stops_trusting_its_memory_and_asks_the_database()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        database.IsReadOnly = true;

        for (var i = 0; i < 10; i++)
        {
            node.Time.Advance(TimeSpan.FromMilliseconds(200));
            await Record.ExceptionAsync(node.LookAsync);
        }

        var trusted = node.TrustsItsMemory();
        var code = await node.VerifyAsync(created.Raw());
        database.IsReadOnly = false;
        await node.LookAsync();

        Assert.Equal((false, VerificationCode.Valid), (trusted, code));
        Assert.True(node.TrustsItsMemory());
    }

    [Fact]
    public async Task Readers_find_every_key_while_the_table_grows_and_entries_are_exchanged()
    {
        await using var node = new TestModule();
        var keys = (await node.Keys.CreateAsync(
            [.. Enumerable.Range(0, 500).Select(i => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"{i}" })],
            TestModule.Dana,
            null,
            TestModule.Cancellation)).Value!;
        await node.LookAsync();
        using var done = new CancellationTokenSource();
        var missed = 0L;

        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                foreach (var key in keys)
                {
                    var code = (await node.Verifier.VerifyAsync(key.Raw(), null, CancellationToken.None)).Code;
                    Interlocked.Add(ref missed, code == VerificationCode.Valid ? 0 : 1);
                }
            }
        })).ToList();
        for (var i = 0; i < 4; i++)
        {
            await node.Keys.CreateAsync(
                [.. Enumerable.Range(0, 700).Select(n => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"{n}" })],
                TestModule.Dana,
                null,
                TestModule.Cancellation);
            await node.Keys.UpdateAsync(
                [.. keys.Select(key => new UpdateApiKeyRequest { Id = key.Key.Id, Title = $"Round {i}" })],
                TestModule.Dana,
                null,
                TestModule.Cancellation);
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(0, missed);
    }
}
