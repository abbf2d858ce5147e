using System.Net;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Module.Usage;

public sealed class UseConcurrencyTests
{
    private const int Keys = 200;
    private const int Rounds = 500;

    [Fact]
    public async Task Between_notes_and_flushes_nothing_is_lost_and_nothing_doubled()
    {
        await using var module = new TestModule();

        var noting = NoteManyAsync(module);
        while (!noting.IsCompleted)
        {
            await module.FlushAsync();
        }

        await noting;
        await module.FlushAsync();
        await AssertAllAsync(module, nodes: 1);
    }

    [Fact]
    public async Task Two_nodes_add_to_the_same_rows()
    {
        await using var module = new TestModule();
        await using var other = new TestModule(module.Path, module.Time);

        var noting = Task.WhenAll(NoteManyAsync(module), NoteManyAsync(other));
        while (!noting.IsCompleted)
        {
            await Task.WhenAll(module.FlushAsync(), other.FlushAsync());
        }

        await noting;
        await Task.WhenAll(module.FlushAsync(), other.FlushAsync());
        await AssertAllAsync(module, nodes: 2);
    }

    [Fact]
    public async Task Use_noted_while_an_earlier_one_is_written_is_written_next()
    {
        TestModule? noting = null;
        var database = new FailingDatabase { BeforeWrite = () => noting?.Note("apk_1") };
        await using var module = new TestModule(interceptor: database);
        module.Note("apk_1");
        noting = module;

        await module.FlushAsync();
        var first = Assert.Single(await module.CountsAsync()).Count;
        noting = null;
        await module.FlushAsync();

        Assert.Equal(1, first);
        Assert.True(Assert.Single(await module.CountsAsync()).Count > 1);
    }

    private static Task<ParallelLoopResult> NoteManyAsync(TestModule module) => Task.Run(() => Parallel.For(0, Rounds, round =>
    {
        var caller = new ApiKeyCaller(new IPAddress([203, 0, 113, (byte)(round % 3)]), "worker", "/orders");
        for (var key = 0; key < Keys; key++)
        {
            module.Note($"apk_{key}", round % 5 == 0 ? VerificationCode.Revoked : VerificationCode.Valid, caller);
        }
    }));

    private static async Task AssertAllAsync(TestModule module, int nodes)
    {
        var counts = await module.CountsAsync();
        var callers = await module.CallersAsync();

        Assert.Equal(2 * Keys, counts.Count);
        Assert.All(counts, row => Assert.Equal(nodes * (row.Code == VerificationCode.Valid ? Rounds * 4 / 5 : Rounds / 5), row.Count));
        Assert.Equal(
            counts.GroupBy(row => (row.Hour, row.Code)).Select(rows => (rows.Key, rows.Sum(row => row.Count))).Order(),
            (await module.TotalsAsync()).Select(row => ((row.Hour, row.Code), row.Count)).Order());
        Assert.Equal(2 * 3 * Keys, callers.Count);
        Assert.Equal(nodes * Rounds * Keys, callers.Sum(row => row.Count));
    }
}
