using ApiKeys.Admin.Http;
using Microsoft.Extensions.Time.Testing;

namespace ApiKeys.UnitTests.Admin.Endpoints;

public sealed class MinuteBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Client_has_its_budget_again_a_minute_after_its_first_request()
    {
        var budgets = new MinuteBudgets(_time);
        Assert.Null(budgets.Take("a", 2));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(budgets.Take("a", 2));

        Assert.Equal(TimeSpan.FromSeconds(40), budgets.Take("a", 2));
        Assert.Null(budgets.Take("b", 2));
        _time.Advance(TimeSpan.FromSeconds(39));
        Assert.Equal(TimeSpan.FromSeconds(1), budgets.Take("a", 2));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(budgets.Take("a", 2));
        Assert.Null(budgets.Take("a", 2));
        Assert.NotNull(budgets.Take("a", 2));
    }

    [Fact]
    public async Task Client_that_has_ended_what_it_did_can_begin_again()
    {
        using var budgets = new ConcurrencyBudgets(new() { PermitLimit = 1, QueueLimit = 1 });
        var first = budgets.Take("a");
        var waiting = budgets.TakeAsync("a", TestContext.Current.CancellationToken).AsTask();
        using var refused = budgets.Take("a");
        using var other = budgets.Take("b");

        Assert.Equal((true, false, true), (first.IsAcquired, refused.IsAcquired, other.IsAcquired));
        first.Dispose();
        first.Dispose();
        using (var second = await waiting)
        {
            Assert.True(second.IsAcquired);
            using var third = budgets.Take("a");
            Assert.False(third.IsAcquired);
        }

        using var last = budgets.Take("a");
        Assert.True(last.IsAcquired);
    }
}
