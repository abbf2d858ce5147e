using CsCheck;

namespace ApiKeys.UnitTests.Module.Verification.Ring;

/// <summary>
/// Random lives of two nodes, which lose the database and find it again: no token is ever accepted that was told revoked, and none refused that works
/// (I7, I8). CsCheck_Iter or CsCheck_Time ask for more than a quick run.
/// </summary>
public sealed class TwoNodesTests
{
    private const int QuickRun = 60;

    private static readonly Gen<NodeAct> Acts = Gen.Select(
        Gen.Enum<NodeActKind>(), Gen.Int[0, 1], Gen.Int[0, 5], Gen.Int[0, 1500], (kind, node, key, milliseconds) => new NodeAct(kind, node, key, milliseconds));

    [Fact]
    public Task Whatever_two_nodes_live_through_they_answer_as_was_promised() =>
        Acts.Array[1, 16].SampleAsync(
            TwoNodesModel.CheckAsync, iter: Math.Max(Check.Iter, QuickRun), print: acts => string.Join(Environment.NewLine, acts.Select(act => act.ToString())));
}
