namespace ApiKeys.Admin.Components.Account.Passkeys;

/// <summary>A passkey as its user sees it.</summary>
public sealed record PasskeyRow(string Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);
