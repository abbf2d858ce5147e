using System.Collections.Frozen;
using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Shared.Lists;

/// <summary>One page of a list, as loaded.</summary>
/// <param name="Rows">The page.</param>
/// <param name="Total">How many rows there are, filters aside; <see langword="null"/> for a list that doesn't count them.</param>
/// <param name="Names">The names of the actors that the page mentions.</param>
public sealed record ListContent<TRow>(PagedList<TRow> Rows, int? Total, IReadOnlyDictionary<string, ActorName> Names)
{
    /// <summary>Whether to offer acts.</summary>
    public bool MayChange { get; init; }

    /// <summary>The ids of the rows that came or changed while the page was open.</summary>
    public IReadOnlySet<string> Changed { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The actors that the list can be narrowed to.</summary>
    public IReadOnlyList<ActorName> Actors { get; init; } = [];

    /// <summary>
    /// The last page, for a list that was asked for one past its end: rows were deleted, or the link is old. <see langword="null"/> otherwise.
    /// </summary>
    public int? PageInstead =>
        Rows is { Items.Count: 0, Count: > 0, Offset: > 0, Limit: > 0 } ? (Rows.Count + Rows.Limit - 1) / Rows.Limit : null;
}
