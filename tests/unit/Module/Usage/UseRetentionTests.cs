using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Usage.Callers;
using ApiKeys.Usage.Flush;
using ApiKeys.Usage.Retention;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module.Usage;

public sealed class UseRetentionTests
{
    [Fact]
    public async Task What_is_older_than_it_is_kept_for_is_removed_and_the_rest_stays()
    {
        await using var module = new TestModule(options: options => options.Usage.Retention = TimeSpan.FromDays(2));
        for (var day = 0; day < 4; day++)
        {
            for (var key = 0; key < 450; key++)
            {
                module.Note($"apk_{day}_{key}", key % 2 == 0 ? VerificationCode.Valid : VerificationCode.Revoked);
            }

            await module.FlushAsync();
            module.Time.Advance(TimeSpan.FromDays(1));
        }

        var removed = await SweepAsync(module);

        // Two days after the second day it is as old as it may be.
        Assert.Equal(2 * (450 + 450 + 2), removed);
        Assert.All(await module.CountsAsync(), row => Assert.True(row.Hour >= TestModule.Start.AddDays(2)));
        Assert.All(await module.CallersAsync(), row => Assert.True(row.LastAt >= TestModule.Start.AddDays(2)));
        Assert.Equal(0, await SweepAsync(module));
    }

    [Fact]
    public async Task Who_called_is_removed_once_that_is_not_to_be_kept()
    {
        await using var module = new TestModule();
        module.Note("apk_1");
        module.Note("apk_2", caller: default(ApiKeyCaller));
        await module.FlushAsync();
        await using var restarted = new TestModule(module.Path, module.Time, options: options => options.Usage.RecordCallers = false);

        await SweepAsync(restarted);

        Assert.Equal(["apk_2"], (await module.CallersAsync()).Select(row => row.KeyId));
        Assert.Equal(2, (await module.CountsAsync()).Count);
    }

    // SQL Server locks the whole table from there on, and every flush waits.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_statement_removes_as_many_callers_as_escalate_a_lock(bool recordsCallers)
    {
        const int escalation = 5000;
        var removals = new Removals();
        await using var module = new TestModule(interceptor: removals, options: options => options.Usage.RecordCallers = recordsCallers);
        await using (var database = module.OpenDatabase())
        {
            database.AddRange(
                from key in Enumerable.Range(0, 60)
                from isAccepted in new[] { true, false }
                from agent in Enumerable.Range(0, UseWriter.MaxCallers)
                select new CallerRecord
                {
                    KeyId = $"apk_{key}",
                    IsAccepted = isAccepted,
                    Address = "::1",
                    UserAgent = $"agent {agent}",
                    FirstAt = module.Time.GetUtcNow(),
                    LastAt = module.Time.GetUtcNow(),
                });
            await database.SaveChangesAsync(TestModule.Cancellation);
        }

        module.Time.Advance(recordsCallers ? TimeSpan.FromDays(365) : TimeSpan.Zero);
        await SweepAsync(module);

        Assert.Empty(await module.CallersAsync());
        Assert.InRange(removals.Largest, 1, escalation - 1);
    }

    private static Task<int> SweepAsync(TestModule module) => module.Get<UseRetention>().SweepAsync(TestModule.Cancellation);

    private sealed class Removals : DbCommandInterceptor
    {
        public int Largest { get; private set; }

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            Largest = command.CommandText.StartsWith("DELETE", StringComparison.Ordinal) ? Math.Max(Largest, result) : Largest;
            return ValueTask.FromResult(result);
        }
    }
}
