namespace ApiKeys.Admin.Components.Shared.Filters;

/// <summary>A filter that a list offers and that is shown when it is chosen; see <see cref="OptionalFilters"/>.</summary>
/// <param name="Label">Names it: "Last used".</param>
/// <param name="Any">The choice that filters nothing: "Used at any time".</param>
/// <param name="Options">Its choices. Each says by itself what it filters by.</param>
/// <param name="Value">What is chosen; <see langword="null"/> for no filter.</param>
/// <param name="Choose">Filters by a choice, or by none.</param>
public sealed record OptionalFilter(string Label, string Any, IReadOnlyList<FilterOption<string>> Options, string? Value, Action<string?> Choose);
