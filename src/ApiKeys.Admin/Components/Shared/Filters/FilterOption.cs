namespace ApiKeys.Admin.Components.Shared.Filters;

/// <summary>
/// One choice of a <see cref="FilterChips{T}"/>, with the number it would show where that is known.
/// </summary>
public sealed record FilterOption<T>(T Value, string Text, int? Count = null);
