namespace ApiKeys.Admin.Components.Keys.Dialogs.Create;

/// <summary>What a new key may do, in one choice.</summary>
public enum AccessPreset
{
    /// <summary>The scopes that are chosen one by one.</summary>
    Chosen,

    /// <summary>Every known scope that reads.</summary>
    ReadOnly,

    /// <summary>To check tokens of others, and nothing else.</summary>
    Verify,

    /// <summary>Everything, now and later.</summary>
    Full,
}
