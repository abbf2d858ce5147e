using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Usage.Retention;

namespace ApiKeys.UnitTests.Module.Usage;

/// <summary>However many keys there are, each query seeks what it asks for in an index.</summary>
public sealed class UsagePlanTests
{
    [Fact]
    public async Task Reading_seeks_in_an_index()
    {
        var explainer = new QueryExplainer();
        await using var module = new TestModule(interceptor: explainer);
        var id = (await module.CreateAsync()).Key.Id;
        await module.RevokeAsync(id);
        module.Note(id, VerificationCode.Revoked);
        await module.FlushAsync();
        explainer.Plans.Clear();

        await module.UsageOfAsync(id);
        await module.Usage().GetVerdictsAsync([id, "apk_2"], TestModule.Cancellation);
        await module.Usage().ListEndedKeysInUseAsync(TestModule.Start, 5, TestModule.Cancellation);
        await module.Usage().ReadStoreAsync(TestModule.Cancellation);

        Assert.Equal(4 + 3 + 3 + 1, explainer.Plans.Count);
        AssertSought(explainer);
        Assert.Single(explainer.Plans, plan => plan.Exists(line => line.Contains("(is_accepted=? AND last_at>?)", StringComparison.Ordinal)));
        Assert.Equal(2, explainer.Plans.Count(plan => plan.Exists(line => line.Contains("(key_id=? AND hour>?)", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Removing_what_is_old_seeks_in_an_index()
    {
        var explainer = new QueryExplainer();
        await using var module = new TestModule(interceptor: explainer, options: options => options.Usage.Retention = TimeSpan.FromDays(1));
        module.Note("apk_1");
        await module.FlushAsync();
        module.Time.Advance(TimeSpan.FromDays(2));
        explainer.Plans.Clear();

        await module.Get<UseRetention>().SweepAsync(TestModule.Cancellation);

        Assert.NotEmpty(explainer.Plans);
        AssertSought(explainer);
    }

    private static void AssertSought(QueryExplainer explainer) => Assert.All(explainer.Plans, plan =>
    {
        Assert.Contains(plan, line => line.StartsWith("SEARCH", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.StartsWith("SCAN api_key", StringComparison.Ordinal) || line is ['S', 'C', 'A', 'N', ' ', 'a' or 'u' or 'c', ..]);
    });
}
