namespace ApiKeys.Admin.Components.Keys;

/// <summary>What can be done with a roll whose old key still works.</summary>
public enum RollAct
{
    /// <summary>Revoke the old key now.</summary>
    Finish,

    /// <summary>Let the old key work longer.</summary>
    Extend,

    /// <summary>Keep the old key and revoke the new one.</summary>
    Abort,
}
