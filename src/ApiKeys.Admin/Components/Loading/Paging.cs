namespace ApiKeys.Admin.Components.Loading;

internal static class Paging
{
    /// <summary>
    /// The last page, for a list that was asked for one past its end: rows were deleted, or the link is old. <see langword="null"/> otherwise.
    /// </summary>
    public static int? PageInstead<T>(this PagedList<T> list) =>
        list is { Items.Count: 0, Count: > 0, Offset: > 0, Limit: > 0 } ? (list.Count + list.Limit - 1) / list.Limit : null;
}
