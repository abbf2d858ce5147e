using ApiKeys.UnitTests.Infrastructure;
using CsCheck;

namespace ApiKeys.UnitTests.Module.Workflows;

/// <summary>
/// Random sequences of operations with random faults, against a model of what is promised (I2, I4, I5, I6, I12). A failure is shrunk, and printed
/// with the seed that repeats it. CsCheck_Iter or CsCheck_Time ask for more than a quick run.
/// </summary>
public sealed class RandomOperationsTests
{
    private static readonly int QuickRun = TestDatabase.Current.IsServer ? 40 : 500;

    [Fact]
    public Task Whatever_is_done_and_whatever_fails_the_keys_are_what_their_holders_were_told() =>
        ModelAct.Gen.Array[1, 14].SampleAsync(
            ModelRun.CheckAsync, iter: Math.Max(Check.Iter, QuickRun), print: acts => string.Join(Environment.NewLine, acts.Select(act => act.ToString())));
}
