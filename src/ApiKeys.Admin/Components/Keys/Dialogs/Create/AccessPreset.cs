namespace ApiKeys.Admin.Components.Keys.Dialogs.Create;

/// <summary>What a new key may do, in one choice.</summary>
public enum AccessPreset
{
    /// <summary>Scopes that the user chooses one by one.</summary>
    Chosen,

    /// <summary>Every known scope that ends in <c>:read</c>.</summary>
    ReadOnly,

    /// <summary>Every known scope that ends in <c>:verify</c>.</summary>
    Verify,

    /// <summary>The scope <c>*</c>, which gives every scope, also future ones.</summary>
    Full,
}
