namespace ApiKeys.Admin.Components.Keys.List;

/// <summary>A row of a list of keys.</summary>
/// <param name="Key">The key.</param>
/// <param name="IsReplaced">Whether a roll has replaced it.</param>
public sealed record KeyRow(ApiKeyDetails Key, bool IsReplaced)
{
    public const int DaysShown = 7;

    /// <summary>Its use on the last <see cref="DaysShown"/> days, oldest first; none where it isn't known.</summary>
    public IReadOnlyList<UsagePeriod> Days { get; init; } = [];
}
