using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>A verdict that nobody could reach is not the caller's fault: 503, never 401 or 403, and never in.</summary>
public sealed class StoreGoneTests
{
    public static TheoryData<string> Doors => Store.Doors;

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Without_the_database_the_answer_is_to_try_again(string door)
    {
        var database = new FailingDatabase();
        await using var store = await Store.OpenAsync(interceptor: database);
        var token = (await store.CreateAsync("orders:read")).Token!.Reveal();

        // Past all that verification may go on knowing by itself.
        database.Exception = new IOException("gone");
        store.Time.Advance(TimeSpan.FromMinutes(1));
        List<Answer> answers = [await store.AskAsBearerAsync(door + "/any", token), await store.AskAsBearerAsync(door + "/orders/1", token)];
        database.Exception = null;

        Assert.All(answers, answer =>
        {
            Assert.Equal((503, "store_unavailable", "1", null), (answer.Status, answer.Code, answer.Header("Retry-After"), answer.Challenge));
            Assert.Equal("application/problem+json", answer.Header("Content-Type"));
            Assert.Contains("Your key may be valid.", answer.Detail, StringComparison.Ordinal);
        });

        // Once it has been looked at again, which happens by itself and not with each call.
        await Eventually.UntilAsync(async () =>
        {
            store.Time.Advance(TimeSpan.FromMilliseconds(200));
            return (await store.AskAsBearerAsync(door + "/any", token)).Status == 200;
        });
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Without_the_database_what_is_no_token_is_refused_all_the_same(string door)
    {
        var database = new FailingDatabase();
        await using var store = await Store.OpenAsync(interceptor: database);

        database.Exception = new IOException("gone");
        store.Time.Advance(TimeSpan.FromMinutes(1));
        var answers = new[] { await store.AskAsync(door + "/any"), await store.AskAsBearerAsync(door + "/any", "sk_shop_x") };

        Assert.Equal(["missing", "malformed"], answers.Select(answer => answer.Code));
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Verdict_that_takes_a_while_is_waited_for(string door)
    {
        var database = new SlowDatabase();
        await using var store = await Store.OpenAsync(interceptor: database);
        var token = (await store.CreateAsync()).Token!.Reveal();
        var revoked = (await store.CreateRevokedAsync()).Token!.Reveal();

        database.IsSlow = true;
        store.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(200, (await store.AskAsBearerAsync(door + "/any", token)).Status);
        Assert.Equal("revoked", (await store.AskAsBearerAsync(door + "/any", revoked)).Code);
    }

    /// <summary>Never answers in the same breath.</summary>
    private sealed class SlowDatabase : DbCommandInterceptor
    {
        public bool IsSlow { get; set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (IsSlow)
            {
                await Task.Yield();
            }

            return result;
        }
    }
}
