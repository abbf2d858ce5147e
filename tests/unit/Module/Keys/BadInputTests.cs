using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

/// <summary>Bad input is refused at its field, and the database stays as it was.</summary>
public sealed class BadInputTests
{
    private static readonly CreateApiKeyRequest Good = new() { Type = ApiKeyType.Secret, Title = "Good" };

    public static TheoryData<string, CreateApiKeyRequest> BadCreations => new()
    {
        { "type", Good with { Type = 0 } },
        { "type", Good with { Type = (ApiKeyType)3 } },
        { "title", Good with { Title = null! } },
        { "description", Good with { Description = new string('x', 1001) } },
        { "description", Good with { Description = "a\0b" } },
        { "description", Good with { Description = "a\u202Eb" } },
        { "scopes", Good with { Scopes = null! } },
        { "scopes", Good with { Scopes = [null!] } },
        { "scopes", Good with { Scopes = [""] } },
        { "scopes", Good with { Scopes = ["orders"] } },
        { "scopes", Good with { Scopes = ["orders:"] } },
        { "scopes", Good with { Scopes = ["Orders:read"] } },
        { "scopes", Good with { Scopes = ["orders:read "] } },
        { "scopes", Good with { Scopes = ["orders:read\n"] } },
        { "scopes", Good with { Scopes = ["**"] } },
        { "scopes", Good with { Scopes = ["o:" + new string('x', 99)] } },
        { "scopes", Good with { Scopes = [.. Enumerable.Range(0, 51).Select(i => $"o{i}:read")] } },
        { "expiresAt", Good with { ExpiresAt = TestModule.Start } },
        { "expiresAt", Good with { ExpiresAt = TestModule.Start.AddTicks(1) } },
        { "expiresAt", Good with { ExpiresAt = DateTimeOffset.MinValue } },
    };

    public static TheoryData<string, TimeSpan, string?> BadRevocations => new()
    {
        { "after", TimeSpan.MaxValue, null },
        { "after", TimeSpan.FromDays(366) + TimeSpan.FromTicks(1), null },
        { "reason", TimeSpan.Zero, new string('x', 501) },
        { "reason", TimeSpan.Zero, "a\u200Bb" },
    };

    [Theory]
    [MemberData(nameof(BadCreations), DisableDiscoveryEnumeration = true)]
    public async Task Creation_is_refused_at_its_field(string field, CreateApiKeyRequest request)
    {
        await using var module = new TestModule();

        var result = await module.TryCreateAsync(request);

        await RefusedAsync(module, result, field);
    }

    [Fact]
    public async Task Every_bad_field_of_every_request_is_named_at_once()
    {
        await using var module = new TestModule();

        var result = await module.Keys.CreateAsync(
            [Good, new() { Type = 0, Title = "", Scopes = ["x"], ExpiresAt = TestModule.Start }, Good with { Title = "\0" }],
            TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(
            ["[1].type", "[1].title", "[1].scopes", "[1].expiresAt", "[2].title"], result.Errors.Select(error => error.Field));
    }

    [Fact]
    public async Task Largest_of_everything_is_accepted()
    {
        await using var module = new TestModule();

        var created = (await module.TryCreateAsync(new()
        {
            Type = ApiKeyType.Secret,
            Title = string.Concat(Enumerable.Repeat("🔑", 100)),
            Description = string.Concat(Enumerable.Repeat("🔑", 499)) + "\nx",
            Scopes = [.. Enumerable.Range(0, 49).Select(i => $"o{i:00}:" + new string('x', 96)), "*"],
            ExpiresAt = DateTimeOffset.MaxValue,
        })).Value!;
        var revoked = await module.RevokeAsync(
            created.Key.Id, TimeSpan.FromDays(366), string.Concat(Enumerable.Repeat("🔑", 250)));

        Assert.True(revoked.Succeeded);
        Assert.Equal(50, (await module.RetrieveAsync(created.Key.Id)).Scopes.Count);
    }

    [Theory]
    [MemberData(nameof(BadRevocations))]
    public async Task Revocation_is_refused_at_its_field(string field, TimeSpan after, string? reason)
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;

        var result = await module.RevokeAsync(id, after, reason);

        await RefusedAsync(module, result, field);
    }

    [Fact]
    public async Task Grace_of_a_roll_is_bounded_too()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;

        var result = await module.TryRollAsync(id, TimeSpan.MaxValue);

        await RefusedAsync(module, result, "oldKeyEndsAfter");
    }

    [Fact]
    public async Task Negative_delays_mean_now()
    {
        await using var module = new TestModule();
        var first = (await module.CreateAsync()).Key.Id;
        var second = (await module.CreateAsync()).Key.Id;

        var revoked = await module.RevokeAsync(first, TimeSpan.MinValue);
        await module.RollAsync(second, TimeSpan.MinValue);

        Assert.Equal((ApiKeyStatus.Revoked, TestModule.Start), (revoked.Value!.Status, revoked.Value.RevokedAt));
        Assert.Equal(TestModule.Start, (await module.RetrieveAsync(second)).RevokedAt);
    }

    [Fact]
    public async Task Keys_rolled_together_wait_together()
    {
        await using var module = new TestModule();
        var ids = new[] { (await module.CreateAsync()).Key.Id, (await module.CreateAsync()).Key.Id };

        var result = await module.Keys.RollAsync(
            [new() { Id = ids[0] }, new() { Id = ids[1], AwaitConfirmation = true }], TestModule.Dana, null, TestModule.Cancellation);

        await RefusedAsync(module, result, "[1].awaitConfirmation");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Blank_id_is_refused_by_every_operation(string? id)
    {
        await using var module = new TestModule();

        await RefusedAsync(module, await module.ActivateAsync(id!), "id");
        await RefusedAsync(module, await module.UpdateAsync(new() { Id = id!, Title = "New" }), "id");
        await RefusedAsync(module, await module.RevokeAsync(id!), "id");
        await RefusedAsync(module, await module.CancelRevocationAsync(id!), "id");
        await RefusedAsync(module, await module.AbortRollAsync(id!), "id");
        await RefusedAsync(module, await module.TryRollAsync(id!), "id");
        await RefusedAsync(module, await module.DeleteAsync(id!), "id");
    }

    [Fact]
    public async Task Unknown_id_is_refused_by_every_operation()
    {
        await using var module = new TestModule();
        const string id = "apk_01JQZX8YV3N6T5R4W2K1H0G9F8";

        await RefusedAsync(module, await module.ActivateAsync(id), null, ApiKeyErrorCode.NotFound);
        await RefusedAsync(module, await module.UpdateAsync(new() { Id = id, Title = "New" }), null, ApiKeyErrorCode.NotFound);
        await RefusedAsync(module, await module.RevokeAsync(id), null, ApiKeyErrorCode.NotFound);
        await RefusedAsync(module, await module.CancelRevocationAsync(id), null, ApiKeyErrorCode.NotFound);
        await RefusedAsync(module, await module.AbortRollAsync(id), null, ApiKeyErrorCode.NotFound);
        await RefusedAsync(module, await module.TryRollAsync(id), null, ApiKeyErrorCode.NotFound);
        await RefusedAsync(module, await module.DeleteAsync(id), null, ApiKeyErrorCode.NotFound);
    }

    [Fact]
    public async Task Same_key_twice_is_refused()
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;

        var result = await module.Keys.RevokeAsync(
            [new RevokeApiKeyRequest { Id = id }, new RevokeApiKeyRequest { Id = id, After = TimeSpan.FromHours(1) }],
            TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(id, result.Refusal().SubjectId);
        await RefusedAsync(module, result, "[1].id");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task Number_of_keys_at_once_is_bounded(int count)
    {
        await using var module = new TestModule();
        IReadOnlyList<string> ids = [.. Enumerable.Range(0, count).Select(i => $"apk_{i}")];

        await RefusedAsync(module, await module.Keys.CreateAsync([.. ids.Select(_ => Good)], TestModule.Dana, null, TestModule.Cancellation), null);
        await RefusedAsync(module, await module.Keys.ActivateAsync(ids, TestModule.Dana, null, TestModule.Cancellation), null);
        await RefusedAsync(module, await module.Keys.UpdateAsync([.. ids.Select(id => new UpdateApiKeyRequest { Id = id })], TestModule.Dana, null, TestModule.Cancellation), null);
        await RefusedAsync(module, await module.Keys.RevokeAsync([.. ids.Select(id => new RevokeApiKeyRequest { Id = id })], TestModule.Dana, null, TestModule.Cancellation), null);
        await RefusedAsync(module, await module.Keys.RollAsync([.. ids.Select(id => new RollApiKeyRequest { Id = id })], TestModule.Dana, null, TestModule.Cancellation), null);
        await RefusedAsync(module, await module.Keys.DeleteAsync(ids, TestModule.Dana, null, TestModule.Cancellation), null);
    }

    [Fact]
    public async Task A_thousand_keys_are_made_and_revoked_together()
    {
        await using var module = new TestModule();

        var created = await module.Keys.CreateAsync(
            [.. Enumerable.Range(0, 1000).Select(i => Good with { Title = $"{i}" })], TestModule.Dana, null, TestModule.Cancellation);
        IReadOnlyList<string> ids = [.. created.Value!.Select(c => c.Key.Id)];
        var revoked = await module.Keys.RevokeAsync([.. ids.Select(id => new RevokeApiKeyRequest { Id = id })], TestModule.Dana, null, TestModule.Cancellation);

        Assert.Equal(ids, revoked.Value!.Select(key => key.Id));
    }

    [Theory]
    [InlineData(' ', 0)]
    [InlineData(' ', 1)]
    [InlineData('x', 256)]
    public async Task Transaction_id_is_neither_blank_nor_long(char c, int length)
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        var transactionId = new string(c, length);

        var result = await module.RevokeAsync(id, transactionId: transactionId);

        await RefusedAsync(module, result, "transactionId");
        Assert.Equal(ApiKeyStatus.Active, (await module.RetrieveAsync(id)).Status);
    }

    [Fact]
    public async Task Nobody_is_no_actor()
    {
        await using var module = new TestModule();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => module.Keys.CreateAsync(Good, default, null, TestModule.Cancellation));
        Assert.Throws<ArgumentException>(() => new Actor(" "));
        Assert.Throws<ArgumentException>(() => new Actor(new string('x', 65)));
        Assert.Equal((true, false), (new Actor("apk_1").IsKey, new Actor("user_1").IsKey));
    }

    [Fact]
    public async Task Null_requests_are_mistakes_of_the_caller()
    {
        await using var module = new TestModule();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => module.Keys.CreateAsync((CreateApiKeyRequest)null!, TestModule.Dana, null, TestModule.Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => module.Keys.UpdateAsync((UpdateApiKeyRequest)null!, TestModule.Dana, null, TestModule.Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => module.Keys.RevokeAsync((RevokeApiKeyRequest)null!, TestModule.Dana, null, TestModule.Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => module.Keys.RollAsync((RollApiKeyRequest)null!, TestModule.Dana, null, TestModule.Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => module.Keys.DeleteAsync((IReadOnlyList<string>)null!, TestModule.Dana, null, TestModule.Cancellation));
    }

    // People paste what they hold. A secret in a title would be stored, listed and logged for everyone to see.
    [Fact]
    public async Task Secret_token_pasted_into_a_text_is_refused_and_not_echoed()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync();
        var raw = created.Token!.Reveal();
        IReadOnlyList<(string, IReadOnlyList<ApiKeyError>)> refusals =
        [
            ("title", (await module.TryCreateAsync(Good with { Title = $"Old one: {raw}" })).Errors),
            ("description", (await module.UpdateAsync(new() { Id = created.Key.Id, Description = $"was {raw}." })).Errors),
            ("scopes", (await module.TryCreateAsync(Good with { Scopes = [raw] })).Errors),
            ("reason", (await module.RevokeAsync(created.Key.Id, reason: $"leaked: {raw}")).Errors),
            ("id", (await module.RevokeAsync(raw)).Errors),
            ("transactionId", (await module.RevokeAsync(created.Key.Id, transactionId: raw)).Errors),
        ];

        Assert.All(refusals, refusal =>
        {
            var error = Assert.Single(refusal.Item2);
            Assert.Equal((ApiKeyErrorCode.Invalid, refusal.Item1), (error.Code, error.Field));
            Assert.DoesNotContain(raw[8..20], error.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Publishable_token_in_a_text_is_no_secret()
    {
        await using var module = new TestModule();
        var created = await module.CreateAsync(type: ApiKeyType.Publishable);

        var result = await module.UpdateAsync(new() { Id = created.Key.Id, Description = created.Token!.Reveal() });

        Assert.True(result.Succeeded);
    }

    private static async Task RefusedAsync<T>(
        TestModule module, ApiKeyResult<T> result, string? field, ApiKeyErrorCode code = ApiKeyErrorCode.Invalid)
        where T : class
    {
        var error = result.Refusal();
        Assert.Equal((code, field), (error.Code, error.Field));
        Assert.NotEmpty(error.Message);

        // Only what the test itself arranged is there: no row of a key, an event or an execution came of the refused call.
        var arranged = (await module.ListAsync()).Count;
        Assert.Equal(arranged, (await module.Keys.ListEventsAsync(new(), TestModule.Cancellation)).Count);
        Assert.Equal(arranged, (await module.Executions.ListAsync(new(), TestModule.Cancellation)).Count);
    }
}
