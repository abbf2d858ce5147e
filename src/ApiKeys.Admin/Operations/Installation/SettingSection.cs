namespace ApiKeys.Admin.Operations.Installation;

/// <summary>Settings under one heading.</summary>
public sealed record SettingSection(string Title, IReadOnlyList<Setting> Settings);
