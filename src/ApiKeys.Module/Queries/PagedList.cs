namespace ApiKeys;

/// <summary>One page of a longer list.</summary>
/// <param name="Items">The page.</param>
/// <param name="Count">How many there are in all, whatever the page.</param>
/// <param name="Offset">How many stand before this page.</param>
/// <param name="Limit">The most that a page of this size holds.</param>
/// <typeparam name="T">What is listed.</typeparam>
public sealed record PagedList<T>(IReadOnlyList<T> Items, int Count, int Offset, int Limit);
