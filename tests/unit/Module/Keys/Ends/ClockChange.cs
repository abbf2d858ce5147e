namespace ApiKeys.UnitTests.Module.Keys.Ends;

/// <summary>What happens to the clocks and the nodes once a key's end has come.</summary>
public enum ClockChange
{
    SetBackOnARunningNode,
    SetBackOnANodeThatVerifiesFromMemory,
    SetBackByALittle,
    KilledAndRestartedBehind,
    KilledAndRestartedBehindTwice,
    RestartedBehindAfterTheEndWasStored,
    OtherNodeBehind,
    OtherNodeBehindThatVerifiesFromMemory,
    SetForwardByMistakeAndBack,
}
