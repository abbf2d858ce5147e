using System.Globalization;
using System.Security.Cryptography;

namespace ApiKeys.E2ETests.Nodes;

/// <summary>I7 on several nodes that are treated badly.</summary>
/// <remarks>
/// <c>APIKEYS_REVOCATIONS=10000</c> asks for the long form, <c>APIKEYS_REVOCATION_SEED</c> for the choices of an earlier run,
/// <c>APIKEYS_REVOCATIONS_CALM=1</c> leaves the nodes in peace.
/// </remarks>
[Collection(Cluster.CollectionName)]
public sealed class RevocationTests(Cluster cluster, ITestOutputHelper output)
{
    private const int ShortForm = 60;

    [Fact]
    public async Task No_node_accepts_a_revoked_key_after_the_receipt_or_800_ms_after_the_commit_whatever_is_done_to_it()
    {
        Cluster.SkipWhereThereIsNone();
        var seed = Number("APIKEYS_REVOCATION_SEED") ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var revocations = (int)(Number("APIKEYS_REVOCATIONS") ?? ShortForm);
        var isCalm = Number("APIKEYS_REVOCATIONS_CALM") is > 0;
        output.WriteLine($"APIKEYS_REVOCATION_SEED={seed}");

        var run = new RevocationRun(cluster, seed);
        await run.RunAsync(revocations, disturb: !isCalm, TestContext.Current.CancellationToken);

        output.WriteLine(run.Tally.ToString());
        Assert.True(run.Tally.Findings.IsEmpty, $"seed {seed}\n{run.Tally}");

        // What never happened was not tested.
        Assert.InRange(run.Tally["revocations with a whole receipt"], revocations / 4, revocations);
        Assert.InRange(run.Tally["calls accepted"], revocations, int.MaxValue);
        Assert.InRange(run.Tally["calls refused"], revocations, int.MaxValue);
        string[] disturbances = ["nodes stopped and woken", "nodes cut off", "nodes slowed down", "nodes killed"];
        Assert.True(isCalm || disturbances.Sum(what => run.Tally[what]) > 0);
    }

    private static ulong? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : null;
}
