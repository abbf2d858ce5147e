namespace ApiKeys;

/// <summary>Groups of the users of the dashboard.</summary>
public enum UserGroup
{
    /// <summary>All who may see keys.</summary>
    Everyone = 1,

    /// <summary>Those who may change keys: owners and managers.</summary>
    Managers,

    /// <summary>Owners.</summary>
    Owners,
}
