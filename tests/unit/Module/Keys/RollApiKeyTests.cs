using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class RollApiKeyTests
{
    [Fact]
    public async Task Replacement_takes_over_and_the_old_key_ends()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();

        var replacement = await module.RollAsync(old.Key.Id);

        Assert.Equal((ApiKeyStatus.Active, old.Key.Id), (replacement.Key.Status, replacement.Key.ReplacesId));
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(replacement));
        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(old));
        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.Rolled], await module.ActionsAsync(old.Key.Id));
        Assert.Equal([ApiKeyAction.Created, ApiKeyAction.Activated], await module.ActionsAsync(replacement.Key.Id));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(60)]
    [InlineData(24 * 60)]
    [InlineData(7 * 24 * 60)]
    public async Task Old_key_goes_on_working_for_its_grace_and_not_a_moment_longer(int minutes)
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        var grace = TimeSpan.FromMinutes(minutes);

        var replacement = await module.RollAsync(old.Key.Id, grace);
        module.Time.Advance(grace - TimeSpan.FromMilliseconds(1));
        var justBefore = (await module.VerifyAsync(old), await module.VerifyAsync(replacement));
        module.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((VerificationCode.Valid, VerificationCode.Valid), justBefore);
        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(old));
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(replacement));
    }

    [Fact]
    public async Task Old_key_is_untouched_until_the_new_secret_is_confirmed()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        var before = await module.RetrieveAsync(old.Key.Id);

        var replacement = await module.RollAsync(old.Key.Id, awaitConfirmation: true);

        Assert.Equal(ApiKeyStatus.Pending, replacement.Key.Status);
        Assert.Equivalent(before, await module.RetrieveAsync(old.Key.Id), strict: true);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(old));
        Assert.Equal(VerificationCode.Pending, await module.VerifyAsync(replacement));
    }

    [Fact]
    public async Task Grace_counts_from_the_confirmation()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        var replacement = await module.RollAsync(old.Key.Id, TimeSpan.FromHours(1), awaitConfirmation: true);
        module.Time.Advance(TimeSpan.FromMinutes(10));

        await module.Keys.ActivateAsync(replacement.Key.Id, TestModule.Sam, cancellationToken: TestModule.Cancellation);

        var ended = await module.RetrieveAsync(old.Key.Id);
        Assert.Equal((TestModule.Start.AddMinutes(70), TestModule.Sam.Id), (ended.RevokedAt, ended.RevokedBy));
        var row = (await module.EventsAsync(old.Key.Id))[^1];
        Assert.Equal((ApiKeyAction.Rolled, replacement.Key.Id), (row.Action, row.Facts[EventFacts.ReplacedBy]));
    }

    [Fact]
    public async Task There_is_a_working_key_at_every_moment_of_a_roll()
    {
        await using var module = new TestModule();
        var current = await module.CreateAsync();
        using var stop = new CancellationTokenSource();
        var working = new ListApiKeysQuery { Statuses = [ApiKeyStatus.Active, ApiKeyStatus.Revoking], Limit = 0 };

        var watch = Task.Run(async () =>
        {
            List<int> counts = [];
            while (!stop.IsCancellationRequested)
            {
                counts.Add((await module.ListAsync(working)).Count);
            }

            return counts;
        });
        for (var i = 0; i < 20; i++)
        {
            current = await module.RollAsync(current.Key.Id, awaitConfirmation: i % 2 == 0);
            if (current.Key.Status == ApiKeyStatus.Pending)
            {
                await module.ActivateAsync(current.Key.Id);
            }
        }

        await stop.CancelAsync();
        var seen = await watch;
        Assert.NotEmpty(seen);
        Assert.All(seen, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Earlier_scheduled_revocation_stays()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        await module.RevokeAsync(old.Key.Id, TimeSpan.FromMinutes(30), "Leaked", by: TestModule.Sam);

        await module.RollAsync(old.Key.Id, TimeSpan.FromHours(1));

        var ended = await module.RetrieveAsync(old.Key.Id);
        Assert.Equal((TestModule.Start.AddMinutes(30), TestModule.Sam.Id, "Leaked"), (ended.RevokedAt, ended.RevokedBy, ended.RevokeReason));
    }

    [Fact]
    public async Task Later_scheduled_revocation_is_brought_forward()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        await module.RevokeAsync(old.Key.Id, TimeSpan.FromDays(7));

        await module.RollAsync(old.Key.Id, TimeSpan.FromHours(1));

        Assert.Equal(TestModule.Start.AddHours(1), (await module.RetrieveAsync(old.Key.Id)).RevokedAt);
    }

    [Fact]
    public async Task Replacement_is_like_the_old_key()
    {
        await using var module = new TestModule();
        var old = (await module.TryCreateAsync(new()
        {
            Type = ApiKeyType.Publishable,
            Title = "Till",
            Description = "Shop 4",
            Scopes = ["orders:read"],
            ExpiresAt = TestModule.Start.AddDays(90),
        })).Value!;

        var replacement = await module.RollAsync(old.Key.Id);

        Assert.Equal(
            (ApiKeyType.Publishable, "Till", "Shop 4", "orders:read", TestModule.Start.AddDays(90)),
            (replacement.Key.Type, replacement.Key.Title, replacement.Key.Description, Assert.Single(replacement.Key.Scopes), replacement.Key.ExpiresAt));
        Assert.Equal(replacement.Token!.Reveal(), replacement.Key.PublicToken);
        Assert.NotEqual(old.Token!.Reveal(), replacement.Token.Reveal());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Key_whose_replacement_waits_is_not_rolled_again(bool withScheduledRevocation)
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        var replacement = await module.RollAsync(old.Key.Id, awaitConfirmation: true);
        if (withScheduledRevocation)
        {
            await module.RevokeAsync(replacement.Key.Id, TimeSpan.FromHours(5));
        }

        var again = await module.TryRollAsync(old.Key.Id);

        Assert.Equal((ApiKeyErrorCode.NotAllowed, old.Key.Id), (again.Refusal().Code, again.Refusal().SubjectId));
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(old));
    }

    [Theory]
    [InlineData("discarded")]
    [InlineData("deleted")]
    [InlineData("revoked")]
    [InlineData("too late")]
    public async Task Key_whose_replacement_is_gone_can_be_rolled_again(string how)
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        var replacement = await module.RollAsync(old.Key.Id, awaitConfirmation: true);
        module.Time.Advance(TimeSpan.FromMinutes(16));
        _ = how switch
        {
            "discarded" => await module.DiscardAsync(),
            "deleted" => (await module.DeleteAsync(replacement.Key.Id)).Errors.Count,
            "revoked" => (await module.RevokeAsync(replacement.Key.Id)).Errors.Count,
            _ => 0,
        };

        var second = await module.TryRollAsync(old.Key.Id);

        Assert.True(second.Succeeded);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(second.Value!));
        Assert.False((await module.ActivateAsync(replacement.Key.Id)).Succeeded);
    }

    [Fact]
    public async Task Of_rolls_at_once_one_makes_a_replacement_that_waits()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            () => module.TryRollAsync(old.Key.Id, awaitConfirmation: true))));

        Assert.Single(results, result => result.Succeeded);
        Assert.Equal(2, (await module.ListAsync()).Count);
    }

    [Fact]
    public async Task Of_rolls_at_once_that_do_not_wait_one_takes_over()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => module.TryRollAsync(old.Key.Id))));

        var winner = Assert.Single(results, result => result.Succeeded);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(winner.Value!));
        Assert.Equal(VerificationCode.Revoked, await module.VerifyAsync(old));
        Assert.Equal(2, (await module.ListAsync()).Count);
    }

    [Fact]
    public async Task Repeated_roll_answers_with_the_same_replacement_but_not_its_token()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        var first = await module.TryRollAsync(old.Key.Id, transactionId: "click-1");

        var second = await module.TryRollAsync(old.Key.Id, transactionId: "click-1");

        Assert.Equal(first.Value!.Key.Id, second.Value!.Key.Id);
        Assert.Null(second.Value.Token);
        Assert.Equal(2, (await module.ListAsync()).Count);
    }

    [Fact]
    public async Task Transaction_id_of_another_keys_roll_is_refused()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync("First");
        var other = await module.CreateAsync("Second");
        await module.TryRollAsync(old.Key.Id, transactionId: "click-1");

        var misused = await module.TryRollAsync(other.Key.Id, transactionId: "click-1");

        Assert.Equal((ApiKeyErrorCode.Conflict, "transactionId"), (misused.Refusal().Code, misused.Refusal().Field));
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(other));
    }

    [Fact]
    public async Task Outdated_version_is_a_conflict()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        await module.UpdateAsync(new() { Id = old.Key.Id, Title = "Renamed" });

        var result = await module.TryRollAsync(old.Key.Id, expectedVersion: old.Key.Version);

        Assert.Equal(ApiKeyErrorCode.Conflict, result.Refusal().Code);
        Assert.Equal(1, (await module.ListAsync()).Count);
    }

    [Fact]
    public async Task Keys_that_do_not_work_are_not_rolled()
    {
        await using var module = new TestModule();
        var pending = await module.CreateAsync(awaitConfirmation: true);
        var revoked = await module.CreateAsync();
        await module.RevokeAsync(revoked.Key.Id);
        var expired = (await module.TryCreateAsync(
            new() { Type = ApiKeyType.Secret, Title = "Short", ExpiresAt = TestModule.Start.AddMinutes(1) })).Value!;
        module.Time.Advance(TimeSpan.FromMinutes(2));
        var before = DatabaseSnapshot.Take(module.Path);

        var results = await module.Keys.RollAsync(
            [.. new[] { pending, revoked, expired }.Select(c => new RollApiKeyRequest { Id = c.Key.Id })],
            TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(3, results.Errors.Count);
        Assert.All(results.Errors, error => Assert.Equal(ApiKeyErrorCode.NotAllowed, error.Code));
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
    }

    [Fact]
    public async Task Several_keys_are_rolled_together_or_none()
    {
        await using var module = new TestModule();
        var first = await module.CreateAsync("First");
        var second = await module.CreateAsync("Second");
        IReadOnlyList<RollApiKeyRequest> requests = [new() { Id = second.Key.Id }, new() { Id = first.Key.Id, OldKeyEndsAfter = TimeSpan.FromHours(1) }];

        var refused = await module.Keys.RollAsync([.. requests, new() { Id = "apk_none" }], TestModule.Dana, null, TestModule.Cancellation);
        var rolled = await module.Keys.RollAsync(requests, TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal("apk_none", refused.Refusal().SubjectId);
        Assert.Equal([second.Key.Id, first.Key.Id], rolled.Value!.Select(c => c.Key.ReplacesId));
        Assert.Equal((VerificationCode.Valid, VerificationCode.Revoked), (await module.VerifyAsync(first), await module.VerifyAsync(second)));
    }

    [Fact]
    public async Task Replacement_is_found_by_the_key_it_replaces()
    {
        await using var module = new TestModule();
        var old = await module.CreateAsync();
        var replacement = await module.RollAsync(old.Key.Id, TimeSpan.FromHours(1));

        var page = await module.ListAsync(new() { ReplacesIds = [old.Key.Id] });

        Assert.Equal(replacement.Key.Id, Assert.Single(page.Items).Id);
    }
}
