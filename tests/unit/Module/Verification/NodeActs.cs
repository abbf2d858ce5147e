using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Verification.Nodes;
using ApiKeys.Verification.Ring;

namespace ApiKeys.UnitTests.Module.Verification;

/// <summary>What a test does with a process that verifies from memory.</summary>
internal static class NodeActs
{
    // No faster than a busy server answers: what takes it a second of this clock counts as a server that doesn't.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(TestDatabase.Current.IsServer ? 5 : 20);

    /// <summary>Looks at the feed once, as the background service does five times a second.</summary>
    public static Task LookAsync(this TestModule node) => node.Get<KeyRingFeed>().LookAsync(TestModule.Cancellation);

    /// <summary>Another process on the same database and the same clock, which has looked at the feed.</summary>
    public static async Task<TestModule> JoinAsync(this TestModule node, Action<ApiKeysOptions>? options = null, StallingDatabase? database = null)
    {
        var other = new TestModule(node.Path, node.Time, database, options: options);
        await other.LookAsync();
        return other;
    }

    /// <summary>Commits something that is no event, so that the next look has to read the feed where the database can tell that nothing was committed.</summary>
    public static Task CommitElsewhereAsync(this TestModule node) => node.Get<IApiKeyDatabase>().ProbeWriteAsync(TestModule.Cancellation);

    public static string NodeId(this TestModule node) => node.Get<NodeLease>().Id;

    public static bool TrustsItsMemory(this TestModule node) => node.Get<KeyRing>().IsTrusted(node.Time.GetUtcNow());

    /// <summary>Turns the clock on until work that waits for it is done.</summary>
    public static async Task<T> WhileTimePassesAsync<T>(this TestModule node, Task<T> work)
    {
        await Eventually.UntilAsync(() =>
        {
            if (!work.IsCompleted)
            {
                node.Time.Advance(Step);
            }

            return Task.FromResult(work.IsCompleted);
        });
        return await work;
    }

    public static async Task<VerificationCode> VerifyAsync(this TestModule node, string token) =>
        (await node.Verifier.VerifyAsync(token, null, TestModule.Cancellation)).Code;

    public static string Raw(this CreatedApiKey created) => created.Token!.Reveal();
}
