using ApiKeys.Configuration;
using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;

namespace ApiKeys.UnitTests.Module.Verification.Ring;

/// <summary>Tokens are verified from memory, for as long as memory may be believed (I7).</summary>
public sealed class KeyRingTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    [Fact]
    public async Task Known_and_unknown_tokens_are_told_apart_without_the_database()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        database.IsAway = true;

        Assert.Equal(VerificationCode.Valid, await node.VerifyAsync(created.Raw()));
        Assert.Equal(VerificationCode.NotFound, await node.VerifyAsync(TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal()));
    }

    [Fact]
    public async Task Verification_from_memory_completes_at_once_and_sends_no_command()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        var before = database.Commands;

        var verification = node.Verifier.VerifyAsync(created.Raw(), ApiKeyType.Secret, TestModule.Cancellation);

        Assert.True(verification.IsCompletedSuccessfully);
        Assert.Equal(before, database.Commands);
    }

    [Fact]
    public async Task What_is_done_on_this_node_holds_for_its_very_next_request()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        await node.LookAsync();

        var created = await node.CreateAsync();
        var pending = await node.CreateAsync(awaitConfirmation: true);
        var afterCreating = await InMemoryAsync(database, () => CodesAsync(node, created, pending));
        await node.ActivateAsync(pending.Key.Id);
        var rolled = await node.RollAsync(created.Key.Id);
        var afterRolling = await InMemoryAsync(database, () => CodesAsync(node, created, pending, rolled));
        await node.RevokeAsync(rolled.Key.Id);
        var afterRevoking = await InMemoryAsync(database, () => CodesAsync(node, rolled));

        Assert.Equal([VerificationCode.Valid, VerificationCode.Pending], afterCreating);
        Assert.Equal([VerificationCode.Revoked, VerificationCode.Valid, VerificationCode.Valid], afterRolling);
        Assert.Equal([VerificationCode.Revoked], afterRevoking);
    }

    [Fact]
    public async Task Changed_scopes_hold_for_the_very_next_request_and_an_unchanged_key_is_given_out_again()
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        await node.LookAsync();

        var first = await KeyAsync(node, created);
        var second = await KeyAsync(node, created);
        await node.UpdateAsync(new() { Id = created.Key.Id, Scopes = ["orders:read"] });
        var third = await KeyAsync(node, created);

        Assert.Same(first, second);
        Assert.Empty(first.Scopes);
        Assert.Equal(["orders:read"], third.Scopes);
    }

    [Fact]
    public async Task Moved_expiry_holds_for_the_very_next_request()
    {
        await using var node = new TestModule();
        var created = (await node.TryCreateAsync(
            new() { Type = ApiKeyType.Secret, Title = "Till", ExpiresAt = TestModule.Start.AddHours(1) })).Value!;
        await node.LookAsync();

        await node.UpdateAsync(new() { Id = created.Key.Id, Expiry = ExpiryChange.At(TestModule.Start.AddMilliseconds(700)) });
        node.Time.Advance(TimeSpan.FromMilliseconds(600));
        var moved = await node.VerifyAsync(created.Raw());
        node.Time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.True(node.TrustsItsMemory());
        Assert.Equal((VerificationCode.Valid, VerificationCode.Expired), (moved, await node.VerifyAsync(created.Raw())));
    }

    [Fact]
    public async Task Memory_is_believed_for_the_trust_from_the_poll_and_not_longer()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        database.IsAway = true;

        node.Time.Advance(Fencing.Trust);
        var atItsEnd = await node.VerifyAsync(created.Raw());
        node.Time.Advance(Moment);
        var later = await node.VerifyAsync(created.Raw());
        database.IsAway = false;
        var fromDatabase = await node.VerifyAsync(created.Raw());

        Assert.Equal(
            (VerificationCode.Valid, VerificationCode.StoreUnavailable, VerificationCode.Valid), (atItsEnd, later, fromDatabase));
    }

    [Fact]
    public async Task Database_known_to_be_away_is_asked_by_the_next_look_and_then_by_requests_again()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        database.IsAway = true;
        node.Time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<IOException>(() => node.LookAsync());
        database.IsAway = false;

        var commands = database.Commands;
        var away = await node.VerifyAsync(created.Raw());
        var asked = database.Commands - commands;
        await node.LookAsync();
        node.Time.Advance(TimeSpan.FromSeconds(2));
        var back = await node.VerifyAsync(created.Raw());

        Assert.Equal((VerificationCode.StoreUnavailable, 0, VerificationCode.Valid), (away, asked, back));
    }

    [Fact]
    public async Task Key_revoked_elsewhere_is_refused_a_second_later_at_the_latest_whatever_fails()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        await using var elsewhere = new TestModule(node.Path, node.Time);
        database.IsAway = true;

        await node.WhileTimePassesAsync(elsewhere.RevokeAsync(created.Key.Id));
        var away = await node.VerifyAsync(created.Raw());
        database.IsAway = false;
        var back = await node.VerifyAsync(created.Raw());

        Assert.Equal((VerificationCode.StoreUnavailable, VerificationCode.Revoked), (away, back));
    }

    // A paused virtual machine may wake with its monotonic clock where it was.
    [Fact]
    public async Task Memory_is_not_believed_either_when_only_the_wall_clock_has_moved_on()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        database.IsAway = true;

        node.Time.AdjustTime(node.Time.GetUtcNow() + TimeSpan.FromSeconds(2));

        Assert.Equal(VerificationCode.StoreUnavailable, await node.VerifyAsync(created.Raw()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Clock_set_back_does_not_bring_a_revoked_key_to_life(bool fromMemory)
    {
        await using var node = new TestModule();
        var created = await node.CreateAsync();
        if (fromMemory)
        {
            await node.LookAsync();
        }

        await node.RevokeAsync(created.Key.Id);
        node.Time.AdjustTime(TestModule.Start - TimeSpan.FromHours(1));

        Assert.Equal(fromMemory, node.TrustsItsMemory());
        Assert.Equal(VerificationCode.Revoked, await node.VerifyAsync(created.Raw()));
        Assert.Equal(ApiKeyStatus.Revoked, (await node.RetrieveAsync(created.Key.Id)).Status);
        Assert.Equal(ApiKeyErrorCode.AlreadyRevoked, (await node.CancelRevocationAsync(created.Key.Id)).Refusal().Code);
    }

    [Fact]
    public async Task Node_whose_clock_runs_behind_refuses_what_another_has_revoked()
    {
        await using var behind = new TestModule();
        var created = await behind.CreateAsync();
        await using var ahead = behind.OtherNode(TimeSpan.FromMinutes(5));
        await ahead.RevokeAsync(created.Key.Id);

        await behind.LookAsync();

        Assert.Equal(VerificationCode.Revoked, await behind.VerifyAsync(created.Raw()));
    }

    [Fact]
    public async Task Scheduled_revocation_and_expiry_come_to_their_moment_in_memory()
    {
        await using var node = new TestModule();
        var revoking = await node.CreateAsync();
        var expiring = (await node.TryCreateAsync(
            new() { Type = ApiKeyType.Secret, Title = "Till", ExpiresAt = TestModule.Start.AddMilliseconds(700) })).Value!;
        await node.RevokeAsync(revoking.Key.Id, TimeSpan.FromMilliseconds(700));
        await node.LookAsync();

        node.Time.Advance(TimeSpan.FromMilliseconds(700) - Moment);
        var before = await CodesAsync(node, revoking, expiring);
        node.Time.Advance(Moment);
        var after = await CodesAsync(node, revoking, expiring);

        Assert.True(node.TrustsItsMemory());
        Assert.Equal([VerificationCode.Valid, VerificationCode.Valid], before);
        Assert.Equal([VerificationCode.Revoked, VerificationCode.Expired], after);
    }

    [Fact]
    public async Task Publishable_key_comes_with_its_sales_channels_and_without_those_it_left()
    {
        await using var node = new TestModule();
        var shop = (await node.Channels.CreateAsync(new CreateSalesChannelRequest { Name = "Shop" }, TestModule.Dana, cancellationToken: TestModule.Cancellation)).Value!;
        var fair = (await node.Channels.CreateAsync(new CreateSalesChannelRequest { Name = "Fair" }, TestModule.Dana, cancellationToken: TestModule.Cancellation)).Value!;
        var created = (await node.TryCreateAsync(
            new() { Type = ApiKeyType.Publishable, Title = "Storefront", SalesChannelIds = [shop.Id, fair.Id] })).Value!;
        await node.LookAsync();

        var both = (await KeyAsync(node, created)).SalesChannelIds;
        await node.Channels.DeleteAsync(fair.Id, TestModule.Dana, cancellationToken: TestModule.Cancellation);
        await node.LookAsync();
        var one = (await KeyAsync(node, created)).SalesChannelIds;
        await using var restarted = await node.JoinAsync();

        Assert.Equal([shop.Id, fair.Id], both);
        Assert.Equal([shop.Id], one);
        Assert.Equal([shop.Id], (await KeyAsync(restarted, created)).SalesChannelIds);
    }

    [Fact]
    public async Task Known_keys_are_answered_from_memory_within_the_offline_grace_and_others_are_not_told_unknown()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(
            interceptor: database, options: options => options.Verification.OfflineGrace = TimeSpan.FromMinutes(5));
        var created = await node.CreateAsync();
        await node.LookAsync();
        database.IsAway = true;

        node.Time.Advance(TimeSpan.FromMinutes(5));
        var withinGrace = await node.VerifyAsync(created.Raw());
        var unknown = await node.VerifyAsync(TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal());
        node.Time.Advance(Moment);
        var past = await node.VerifyAsync(created.Raw());

        Assert.Equal(
            (VerificationCode.Valid, VerificationCode.StoreUnavailable, VerificationCode.StoreUnavailable), (withinGrace, unknown, past));
    }

    [Fact]
    public async Task Database_that_is_known_to_be_away_is_not_asked_for_every_request()
    {
        var database = new StallingDatabase();
        await using var node = new TestModule(interceptor: database);
        var created = await node.CreateAsync();
        await node.LookAsync();
        database.IsAway = true;
        node.Time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<IOException>(node.LookAsync);
        var before = database.Commands;

        var away = await node.VerifyAsync(created.Raw());
        var asked = database.Commands - before;
        database.IsAway = false;
        await node.LookAsync();

        Assert.Equal((VerificationCode.StoreUnavailable, 0), (away, asked));
        Assert.Equal(VerificationCode.Valid, await node.VerifyAsync(created.Raw()));
    }

    private static async Task<VerificationCode[]> InMemoryAsync(StallingDatabase database, Func<Task<VerificationCode[]>> verify)
    {
        database.IsAway = true;
        var codes = await verify();
        database.IsAway = false;
        return codes;
    }

    private static async Task<VerificationCode[]> CodesAsync(TestModule node, params CreatedApiKey[] keys)
    {
        List<VerificationCode> codes = [];
        foreach (var key in keys)
        {
            codes.Add(await node.VerifyAsync(key.Raw()));
        }

        return [.. codes];
    }

    private static async Task<VerifiedKey> KeyAsync(TestModule node, CreatedApiKey created) =>
        (await node.Verifier.VerifyAsync(created.Raw(), null, TestModule.Cancellation)).Key!;
}
