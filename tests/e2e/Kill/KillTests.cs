using System.Globalization;
using System.Security.Cryptography;

namespace ApiKeys.E2ETests.Kill;

/// <summary>
/// I4, I5, I6, I12 on the real process: killed with SIGKILL while clients work, started again, and the store compared with what they were told.
/// </summary>
/// <remarks><c>APIKEYS_KILLS=100</c> asks for the long form, <c>APIKEYS_KILL_SEED</c> for the choices of an earlier run.</remarks>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int ShortForm = 3;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_acknowledged_stands_and_nothing_else_does_however_often_the_server_is_killed(bool hostAddsStepsOutsideTheDatabase)
    {
        var seed = Number("APIKEYS_KILL_SEED") ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var kills = (int)(Number("APIKEYS_KILLS") / 2 ?? ShortForm);
        output.WriteLine($"APIKEYS_KILL_SEED={seed}");

        await using var run = new KillRun(seed, hostAddsStepsOutsideTheDatabase);
        await run.RunAsync(kills, TestContext.Current.CancellationToken);

        output.WriteLine(run.Tally.ToString());
        Assert.True(run.Tally.Findings.IsEmpty, $"seed {seed}\n{run.Tally}\n{run.ServerLog}");
        Assert.InRange(run.Tally["kills"], kills, int.MaxValue);

        // What never happened was not tested.
        Assert.NotEqual(0, run.Tally["calls cut off by a kill"]);
        Assert.NotEqual(0, run.Tally["acknowledged: Create"]);
        Assert.NotEqual(0, run.Tally["acknowledged: Roll"]);
        Assert.InRange(run.Tally["looks at a lineage"], 100, int.MaxValue);
        Assert.NotEqual(0, run.Tally["looks for orphans"]);
        Assert.True(!hostAddsStepsOutsideTheDatabase || run.Tally["executions Compensated"] > 0);
    }

    private static ulong? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : null;
}
