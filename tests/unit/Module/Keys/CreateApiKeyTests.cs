using ApiKeys.Keys;
using ApiKeys.Keys.Create;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Verification;

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
    public async Task Event_tells_who_made_which_key_in_which_execution()
    {
        await using var module = new TestModule();

        var created = await module.CreateAsync("Warehouse sync");

        var events = await module.Keys.ListEventsAsync(new() { KeyId = created.Key.Id }, TestModule.Cancellation);
        var row = Assert.Single(events.Items);
        Assert.Equal((ApiKeyAction.Created, "user_01DANA", "Warehouse sync", TestModule.Start), (row.Action, row.Actor, row.KeyTitle, row.At));
        var (executions, _) = await module.Executions.ListAsync(new() { Ids = [row.ExecutionId] }, TestModule.Cancellation);
        Assert.Equal("create-api-keys", Assert.Single(executions).Workflow);
    }
}
