using System.Net;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Verification;
using ApiKeys.Usage.Flush;

namespace ApiKeys.UnitTests.Module.Usage;

/// <summary>A flush writes many rows in few statements, because a process that stops has to be done in seconds.</summary>
public sealed class UseBatchTests
{
    [Fact]
    public async Task Ten_thousand_keys_are_flushed_a_hundred_rows_a_statement()
    {
        const int keys = 10_000;
        var database = new StallingDatabase();
        await using var module = new TestModule(interceptor: database);
        for (var key = 0; key < keys; key++)
        {
            module.Note($"apk_{key:D5}");
        }

        var before = database.Commands;
        await module.FlushAsync();

        // For each hundred keys a statement for the last use, one for the counts and one for their totals, one for the callers, one that looks for too many
        // callers, and one for each of the three transactions that forgoes durability.
        Assert.InRange(database.Commands - before, 1, keys / 100 * 8);
        Assert.Equal(keys, Assert.Single(await module.TotalsAsync()).Count);
        Assert.Equal(keys, (await module.CountsAsync()).Sum(row => row.Count));
        Assert.Equal(keys, (await module.CallersAsync()).Count);
    }

    [Fact]
    public async Task Rows_that_are_there_are_added_to_and_others_inserted_in_one_batch()
    {
        await using var module = new TestModule();
        var (used, fresh) = (await module.CreateAsync("Used"), await module.CreateAsync("Fresh"));
        await module.UseAsync(used);
        await module.FlushAsync();
        module.Time.Advance(TimeSpan.FromMinutes(1));

        await module.UseAsync(used, UseActs.Worker with { Route = "/new" });
        await module.UseAsync(fresh);
        await module.FlushAsync();

        var callers = (await module.CallersAsync()).ToDictionary(row => row.KeyId);
        Assert.Equal([1, 2], (await module.CountsAsync()).Select(row => row.Count).Order());
        Assert.Equal((2, "/new"), (callers[used.Key.Id].Count, callers[used.Key.Id].Route));
        Assert.Equal((TestModule.Start, TestModule.Start.AddMinutes(1)), (callers[used.Key.Id].FirstAt, callers[used.Key.Id].LastAt));
        Assert.Equal(1, callers[fresh.Key.Id].Count);
        Assert.Equal(TestModule.Start.AddMinutes(1), (await module.RetrieveAsync(used.Key.Id)).LastUsedAt);
        Assert.Equal(TestModule.Start.AddMinutes(1), (await module.RetrieveAsync(fresh.Key.Id)).LastUsedAt);
    }

    [Fact]
    public async Task Last_use_of_one_key_in_a_batch_is_not_taken_back_and_that_of_another_is_moved()
    {
        await using var module = new TestModule();
        var (late, early) = (await module.CreateAsync("Late"), await module.CreateAsync("Early"));
        await module.Get<UseWriter>().WriteLastUsedAsync(
            [new(late.Key.Id, TestModule.Start.AddHours(2)), new(early.Key.Id, TestModule.Start)], TestModule.Cancellation);

        await module.Get<UseWriter>().WriteLastUsedAsync(
            [new(late.Key.Id, TestModule.Start.AddHours(1)), new(early.Key.Id, TestModule.Start.AddHours(1)), new("apk_gone", TestModule.Start)],
            TestModule.Cancellation);

        Assert.Equal(TestModule.Start.AddHours(2), (await module.RetrieveAsync(late.Key.Id)).LastUsedAt);
        Assert.Equal(TestModule.Start.AddHours(1), (await module.RetrieveAsync(early.Key.Id)).LastUsedAt);
    }

    [Fact]
    public async Task Each_key_of_a_batch_keeps_its_latest_callers_and_no_more()
    {
        await using var module = new TestModule();
        for (var caller = 0; caller < UseWriter.MaxCallers + 3; caller++)
        {
            module.Time.Advance(TimeSpan.FromSeconds(1));
            module.Note("apk_many", caller: new ApiKeyCaller(IPAddress.Parse($"203.0.113.{caller}"), "worker", "/orders"));
            module.Note("apk_one");
            await module.FlushAsync();
        }

        var callers = await module.CallersAsync();
        Assert.Equal(UseWriter.MaxCallers, callers.Count(row => row.KeyId == "apk_many"));
        Assert.DoesNotContain(callers, row => row is { KeyId: "apk_many", Address: "203.0.113.0" or "203.0.113.1" or "203.0.113.2" });
        Assert.Equal(UseWriter.MaxCallers + 3, callers.Single(row => row.KeyId == "apk_one").Count);
    }
}
