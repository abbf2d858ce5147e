namespace ApiKeys.Admin.Components.Shared.Filters;

/// <summary>
/// One choice of a filter, with the number it would show where that is known.
/// </summary>
public sealed record FilterOption<T>(T Value, string Text, int? Count = null)
{
    /// <summary>The heading that a <see cref="FilterSelect"/> puts it under; <see langword="null"/> for none.</summary>
    public string? Group { get; init; }
}
