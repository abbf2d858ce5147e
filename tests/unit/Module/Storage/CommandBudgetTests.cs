using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.UnitTests.Module.Verification;

namespace ApiKeys.UnitTests.Module.Storage;

/// <summary>What an operation asks of SQLite, the receipt and the news to the process's own ring included. More than this is a regression.</summary>
public sealed class CommandBudgetTests
{
    [Theory]
    // A key is made under the policies of the store, which are read in the same transaction.
    [InlineData("create", 4, 2)]
    [InlineData("update", 3, 1)]
    [InlineData("revoke", 7, 3)]
    [InlineData("roll", 9, 3)]
    [InlineData("abort a roll", 12, 3)]
    public async Task Operation_takes_few_commands_and_one_commit_that_waits_for_the_disk(string operation, int commands, int connections)
    {
        var counter = new CommandCounter();
        await using var module = new TestModule(interceptor: counter);
        await module.LookAsync();
        var id = (await module.CreateAsync()).Key.Id;
        await module.LookAsync();

        if (operation == "abort a roll")
        {
            id = (await module.RollAsync(id, TimeSpan.FromHours(1))).Key.Id;
            await module.LookAsync();
        }

        counter.Start();
        var succeeded = operation switch
        {
            "create" => (await module.Keys.CreateAsync(
                new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = "Second" }, TestModule.Dana, null, TestModule.Cancellation)).Succeeded,
            "update" => (await module.Keys.UpdateAsync(
                new UpdateApiKeyRequest { Id = id, Title = "New title" }, TestModule.Dana, null, TestModule.Cancellation)).Succeeded,
            "revoke" => (await module.Keys.RevokeAsync(
                new RevokeApiKeyRequest { Id = id }, TestModule.Dana, null, TestModule.Cancellation)).Value!.Receipt!.IsComplete,
            "abort a roll" => (await module.AbortRollAsync(id)).Value!.Receipt!.IsComplete,
            _ => (await module.Keys.RollAsync(
                new RollApiKeyRequest { Id = id }, TestModule.Dana, null, TestModule.Cancellation)).Value!.OldKeyReceipt!.IsComplete,
        };

        Assert.True(succeeded);
        Assert.True(counter.Commands.Count <= commands, $"{counter.Commands.Count} commands:\n{string.Join('\n', counter.Commands)}");
        Assert.Equal((connections, 1), (counter.Connections, counter.DurableCommits));
    }
}
