namespace ApiKeys.Admin.Components.Usage.Charts;

/// <summary>One kind of calls in a chart.</summary>
/// <param name="Name">As the legend says it.</param>
/// <param name="Look">Its style: accepted, refused, old, new, or the cause of a refusal; see UseChart.razor.css.</param>
public sealed record UseSeries(string Name, string Look);

/// <summary>One period in a chart.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="Values">How many calls of each series.</param>
/// <param name="Tip">The same in words, without the period.</param>
public sealed record UseSlot(DateTimeOffset Start, IReadOnlyList<long> Values, string Tip);
