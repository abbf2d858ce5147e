namespace ApiKeys.Admin.Operations.Installation;

/// <summary>A value that the server works with, in words.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Value">The value. Never a secret.</param>
/// <param name="Key">The configuration key that sets it; null if none does.</param>
/// <param name="IsDefault">Whether nothing is configured, so that the default holds.</param>
public sealed record Setting(string Title, string Value, string? Key = null, bool IsDefault = false)
{
    /// <summary>Whether only owners see it.</summary>
    public bool IsForOwners { get; init; }
}
