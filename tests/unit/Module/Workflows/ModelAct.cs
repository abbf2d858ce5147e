using CsCheck;

namespace ApiKeys.UnitTests.Module.Workflows;

internal enum ModelKind
{
    Create,
    CreatePending,
    Activate,
    Update,
    Revoke,
    RevokeLater,
    CancelRevocation,
    Roll,
    RollLater,
    RollPending,
    AbortRoll,
    Delete,
    Discard,
    Wait,
    Restart,
    Recover,
}

internal enum ModelFault
{
    None,

    /// <summary>The database fails once, at a point of the operation.</summary>
    Fail,

    /// <summary>The process dies at a point of the operation; the next one recovers after the lease.</summary>
    Die,
}

/// <summary>One act of a random sequence.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Target">To which key, counted round and round.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Point">Where, counted in points of the database work.</param>
/// <param name="IsUndone">Whether it runs inside a workflow that fails afterwards, where it can be undone.</param>
/// <param name="CallsAgain">Whether a caller whose process died calls again under the same transaction id.</param>
internal sealed record ModelAct(ModelKind Kind, int Target, ModelFault Fault, int Point, bool IsUndone, bool CallsAgain)
{
    public static Gen<ModelAct> Gen { get; } = CsCheck.Gen.Select(
        CsCheck.Gen.Enum<ModelKind>(),
        CsCheck.Gen.Int[0, 5],
        CsCheck.Gen.Frequency((4, CsCheck.Gen.Const(ModelFault.None)), (2, CsCheck.Gen.Const(ModelFault.Fail)), (3, CsCheck.Gen.Const(ModelFault.Die))),
        CsCheck.Gen.Int[0, 12],
        CsCheck.Gen.Frequency((3, CsCheck.Gen.Const(false)), (1, CsCheck.Gen.Const(true))),
        CsCheck.Gen.Bool,
        (kind, target, fault, point, isUndone, callsAgain) => new ModelAct(kind, target, fault, isUndone ? 3 * point : point, isUndone, callsAgain));

    public bool IsOperation => Kind < ModelKind.Wait;

    public bool IsRoll => Kind is ModelKind.Roll or ModelKind.RollLater or ModelKind.RollPending;

    public bool IsReversible => Kind is not (
        ModelKind.Activate or ModelKind.Revoke or ModelKind.RevokeLater or ModelKind.Roll or ModelKind.RollLater or ModelKind.AbortRoll);

    public TimeSpan Delay => Kind switch
    {
        ModelKind.RevokeLater or ModelKind.RollLater => TimeSpan.FromHours(1),
        ModelKind.RollPending when Target % 2 == 1 => TimeSpan.FromHours(1),
        ModelKind.Wait => TimeSpan.FromMinutes(Target % 3 switch { 0 => 1, 1 => 16, _ => 61 }),
        _ => TimeSpan.Zero,
    };
}
