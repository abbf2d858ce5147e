namespace ApiKeys.Admin.Operations;

/// <summary>Settings under one heading.</summary>
public sealed record SettingSection(string Title, IReadOnlyList<Setting> Settings);
