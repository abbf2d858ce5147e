using System.Collections.Concurrent;
using System.Data.Common;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Module.Keys;

/// <summary>How many keys there are is counted once for as long as no key changes, and is never the count of another moment.</summary>
public sealed class KeyCountTests
{
    private static readonly ListApiKeysQuery One = new() { Limit = 1 };

    [Fact]
    public async Task What_did_not_change_is_counted_once()
    {
        var counts = new CountedQueries();
        await using var module = await ArrangeAsync(counts);

        Assert.Equal(3, (await module.ListAsync(One)).Count);
        Assert.Equal(3, (await module.ListAsync(One with { Offset = 1, Sort = ApiKeySort.Title, Descending = false })).Count);
        Assert.Equal(3, (await module.ListAsync(One with { Limit = 0 })).Count);
        Assert.Equal(2, (await module.ListAsync(One with { Type = ApiKeyType.Secret })).Count);
        Assert.Equal(2, (await module.ListAsync(One with { Type = ApiKeyType.Secret })).Count);

        Assert.Equal(2, counts.Texts.Count);
    }

    [Fact]
    public async Task A_page_that_is_not_full_says_itself_how_many_there_are()
    {
        var counts = new CountedQueries();
        await using var module = await ArrangeAsync(counts);

        Assert.Equal(3, (await module.ListAsync(new() { Limit = 4 })).Count);
        Assert.Equal(3, (await module.ListAsync(new() { Limit = 2, Offset = 2 })).Count);
        Assert.Equal(1, (await module.ListAsync(new() { Search = "Storefront" })).Count);
        Assert.Equal(0, (await module.ListAsync(new() { Search = "nothing" })).Count);
        Assert.Empty(counts.Texts);

        Assert.Equal(3, (await module.ListAsync(new() { Limit = 2, Offset = 7 })).Count);
        Assert.Equal(3, (await module.ListAsync(new() { Limit = 3 })).Count);
        Assert.Single(counts.Texts);
    }

    [Fact]
    public async Task Every_change_is_counted_by_the_next_list_whoever_made_it()
    {
        await using var module = await ArrangeAsync(new CountedQueries());
        await using var other = module.OtherNode(TimeSpan.Zero);
        async Task<(int All, int Secret, int Deleted)> CountAsync() => (
            (await module.ListAsync(One)).Count,
            (await module.ListAsync(One with { Type = ApiKeyType.Secret })).Count,
            (await module.ListAsync(One with { WithDeleted = true })).Count);
        Assert.Equal((3, 2, 3), await CountAsync());

        var pending = await other.CreateAsync(awaitConfirmation: true);
        Assert.Equal((4, 3, 4), await CountAsync());

        await module.DeleteAsync(pending.Key.Id);
        Assert.Equal((3, 2, 4), await CountAsync());

        await other.RollAsync((await module.ListAsync(new() { Type = ApiKeyType.Publishable })).Items[0].Id);
        Assert.Equal((4, 2, 5), await CountAsync());
    }

    [Fact]
    public async Task A_creation_that_was_undone_is_counted_no_more()
    {
        await using var module = new TestModule(configure: services => services.AddWorkflow<FailingAfterCreation>());
        await module.CreateAsync("One");
        await module.CreateAsync("Two");

        var meanwhile = 0;
        var creation = module.Get<FailingAfterCreation>();
        creation.CreatedAsync = async () => meanwhile = (await module.ListAsync(One)).Count;
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => module.Runner.RunAsync(creation, "Three", new WorkflowRunOptions(TestModule.Dana.Id), TestModule.Cancellation));

        Assert.Equal((3, 2), (meanwhile, (await module.ListAsync(One)).Count));
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task What_is_filtered_further_is_counted_anew(ListApiKeysQuery query)
    {
        var counts = new CountedQueries();
        await using var module = await ArrangeAsync(counts);

        await module.ListAsync(query with { Limit = 1 });
        await module.ListAsync(query with { Limit = 1 });

        Assert.Equal(2, counts.Texts.Count);
    }

    public static TheoryData<ListApiKeysQuery> Filters => new()
    {
        new ListApiKeysQuery { Statuses = [ApiKeyStatus.Active] },
        new ListApiKeysQuery { Search = "e" },
        new ListApiKeysQuery { CreatedAt = new(TestModule.Start, null) },
        new ListApiKeysQuery { AllOf = [] },
        new ListApiKeysQuery { Type = ApiKeyType.Secret, CreatedBy = [TestModule.Dana.Id] },
    };

    private static async Task<TestModule> ArrangeAsync(CountedQueries counts)
    {
        var module = new TestModule(interceptor: counts);
        await module.CreateAsync("Warehouse sync");
        await module.CreateAsync("Till");
        await module.CreateAsync("Storefront", ApiKeyType.Publishable);
        return module;
    }

    private sealed class CountedQueries : DbCommandInterceptor
    {
        public ConcurrentQueue<string> Texts { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("SELECT COUNT(*)", StringComparison.OrdinalIgnoreCase))
            {
                Texts.Enqueue(command.CommandText);
            }

            return ValueTask.FromResult(result);
        }
    }

    private sealed class FailingAfterCreation(ApiKeyWorkflows keys) : Workflow<string, string>("create-and-fail")
    {
        public Func<Task> CreatedAsync { get; set; } = () => Task.CompletedTask;

        protected internal override async Task<string> RunAsync(WorkflowRun run, string input)
        {
            await run.WorkflowAsync(keys.Create, [new CreateApiKeyRequest { Type = ApiKeyType.Secret, Title = input }]);
            await CreatedAsync();
            throw new InvalidOperationException("After the creation.");
        }
    }
}
