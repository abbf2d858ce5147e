namespace ApiKeys.Admin.Components.Usage;

/// <summary>How the key of a page is used, as loaded.</summary>
/// <param name="Key">The key, as of now.</param>
/// <param name="Usage">Its use.</param>
/// <param name="Roll">Its traffic beside that of the key it replaces or is replaced by, while that is of interest.</param>
public sealed record KeyUsageContent(ApiKeyDetails Key, KeyUsage Usage, RolledPair? Roll);

/// <summary>The old and the new key of a roll.</summary>
public sealed record RolledPair(ApiKeyDetails Old, KeyUsage OldUsage, ApiKeyDetails New, KeyUsage NewUsage);
