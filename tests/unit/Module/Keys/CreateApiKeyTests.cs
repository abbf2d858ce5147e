using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class CreateApiKeyTests
{
    [Fact]
    public async Task Created_key_authenticates_at_once()
    {
        await using var module = new TestModule();

        var created = await module.CreateAsync();

        Assert.Equal(ApiKeyStatus.Active, created.Key.Status);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Key_that_awaits_confirmation_is_pending_and_refused()
    {
        await using var module = new TestModule();

        var created = await module.CreateAsync(awaitConfirmation: true);

        Assert.Equal(ApiKeyStatus.Pending, created.Key.Status);
        Assert.Equal(TestModule.Start.AddMinutes(15), created.Key.ConfirmBefore);
        Assert.Equal(VerificationCode.Pending, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Repeated_call_answers_with_the_same_key_but_not_its_token()
    {
        await using var module = new TestModule();
        var request = new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Warehouse sync" };
        var first = await module.Keys.CreateAsync(request, TestModule.Dana, "click-1", TestModule.Cancellation);

        var second = await module.Keys.CreateAsync(request, TestModule.Dana, "click-1", TestModule.Cancellation);

        Assert.Equal(first.Value!.Key.Id, second.Value!.Key.Id);
        Assert.Null(second.Value.Token);
        Assert.Equal(1, (await module.Keys.ListAndCountAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task Two_calls_at_once_with_one_transaction_id_make_one_key()
    {
        await using var module = new TestModule();
        var request = new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Warehouse sync" };

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => module.Keys.CreateAsync(request, TestModule.Dana, "click-1", TestModule.Cancellation), TestModule.Cancellation)));

        Assert.Single(results.Select(result => result.Value!.Key.Id).Distinct());
        Assert.Single(results, result => result.Value!.Token is not null);
        Assert.Equal(1, (await module.Keys.ListAndCountAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task One_bad_request_of_several_creates_none_and_names_its_field()
    {
        await using var module = new TestModule();
        IReadOnlyList<CreateApiKeyRequest> requests =
        [
            new() { Type = ApiKeyType.Secret, Title = "Good" },
            new() { Type = ApiKeyType.Secret, Title = " " },
        ];

        var result = await module.Keys.CreateAsync(requests, TestModule.Dana, null, TestModule.Cancellation);

        var error = Assert.Single(result.Errors);
        Assert.Equal("[1].title", error.Field);
        Assert.Equal(0, (await module.Keys.ListAndCountAsync(new(), TestModule.Cancellation)).Count);
    }

    [Fact]
    public async Task What_a_call_answers_is_what_is_read_afterwards()
    {
        await using var module = new TestModule();
        var expiresAt = new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.FromHours(2)).AddTicks(12_345);

        var created = await module.TryCreateAsync(new()
        {
            Type = ApiKeyType.Secret,
            Title = " Till ",
            Description = " Shop 4 ",
            Scopes = ["orders:read"],
            ExpiresAt = expiresAt,
        });

        Assert.Equivalent(created.Value!.Key, await module.RetrieveAsync(created.Value.Key.Id), strict: true);
        Assert.Equal(("Till", "Shop 4", TimeSpan.Zero), (created.Value.Key.Title, created.Value.Key.Description, created.Value.Key.ExpiresAt!.Value.Offset));
    }

    [Fact]
    public async Task Several_keys_are_answered_in_the_order_asked_for_also_when_repeated()
    {
        await using var module = new TestModule();
        IReadOnlyList<CreateApiKeyRequest> requests =
            [.. Enumerable.Range(0, 20).Select(i => new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = $"{(i * 7) % 20}" })];

        var created = await module.Keys.CreateAsync(requests, TestModule.Dana, "t", TestModule.Cancellation);
        var repeated = await module.Keys.CreateAsync(requests, TestModule.Dana, "t", TestModule.Cancellation);

        Assert.Equal(requests.Select(request => request.Title), created.Value!.Select(c => c.Key.Title));
        Assert.Equal(created.Value!.Select(c => c.Key.Id), repeated.Value!.Select(c => c.Key.Id));
    }

    [Fact]
    public async Task Transaction_id_of_another_creation_is_refused()
    {
        await using var module = new TestModule();
        var secret = new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "One" };
        await module.Keys.CreateAsync(secret, TestModule.Dana, "t", TestModule.Cancellation);

        var otherType = await module.Keys.CreateAsync(secret with { Type = ApiKeyType.Publishable }, TestModule.Dana, "t", TestModule.Cancellation);
        var more = await module.Keys.CreateAsync([secret, secret], TestModule.Dana, "t", TestModule.Cancellation);

        Assert.Equal((ApiKeyErrorCode.Conflict, "transactionId"), (otherType.Refusal().Code, otherType.Refusal().Field));
        Assert.Equal((ApiKeyErrorCode.Conflict, "transactionId"), (more.Refusal().Code, more.Refusal().Field));
        Assert.Equal(1, (await module.ListAsync()).Count);
    }

    [Fact]
    public async Task Publishable_key_shows_its_token_and_secret_key_does_not()
    {
        await using var module = new TestModule();

        var publishable = await module.CreateAsync(type: ApiKeyType.Publishable);
        var secret = await module.CreateAsync();

        Assert.Equal(publishable.Token!.Reveal(), (await module.RetrieveAsync(publishable.Key.Id)).PublicToken);
        Assert.Null((await module.RetrieveAsync(secret.Key.Id)).PublicToken);
        Assert.Equal(secret.Token!.ToString(), secret.Key.Redacted);
    }

    [Fact]
    public async Task Brand_of_new_tokens_can_be_chosen()
    {
        await using var module = new TestModule(options: options => options.Tokens.Brand = "acme");

        var created = await module.CreateAsync();

        Assert.StartsWith("sk_acme_", created.Key.Redacted, StringComparison.Ordinal);
        Assert.Equal(VerificationCode.Valid, await module.VerifyAsync(created));
    }

    [Fact]
    public async Task Event_tells_who_made_which_key_in_which_execution()
    {
        await using var module = new TestModule();

        var created = await module.CreateAsync("Warehouse sync");

        var events = await module.Keys.ListEventsAsync(new() { SubjectId = created.Key.Id }, TestModule.Cancellation);
        var row = Assert.Single(events.Items);
        Assert.Equal((ApiKeyAction.Created, "user_01DANA", "Warehouse sync", TestModule.Start), (row.Action, row.Actor, row.SubjectTitle, row.At));
        var (executions, _) = await module.Executions.ListAsync(new() { Ids = [row.ExecutionId] }, TestModule.Cancellation);
        Assert.Equal("create-api-keys", Assert.Single(executions).Workflow);
    }
}
