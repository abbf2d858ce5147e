namespace ApiKeys.Admin.Components.Shared.Lists;

internal static class Paging
{
    public static PagedList<TRow> Select<T, TRow>(this PagedList<T> list, Func<T, TRow> row) => new([.. list.Items.Select(row)], list.Count, list.Offset, list.Limit);
}
