using ApiKeys.Keys;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>How much one query may ask: each filter is work for the database, and each value a parameter, of which it takes only so many.</summary>
internal sealed class FilterBudget(FieldProblems problems)
{
    private int _filters = 1;
    private int _values;

    /// <summary>The filters under a name, where they are not too deep and not too many. What one holds beyond what is read of it is refused.</summary>
    public IReadOnlyList<T>? Filters<T>(QueryFields query, string name, int depth, Func<QueryFields, FilterBudget, int, T> read)
    {
        if (query.Filters(name) is not { } filters)
        {
            return null;
        }

        if (depth >= ListApiKeysQuery.MaxDepth)
        {
            problems.Add($"Field '{name}' nests at most {ListApiKeysQuery.MaxDepth} deep");
            return null;
        }

        _filters += filters.Count;
        if (_filters > ListApiKeysQuery.MaxFilters)
        {
            problems.Add($"Field '{name}' takes the filters to more than {ListApiKeysQuery.MaxFilters}");
            return null;
        }

        return [.. filters.Select(Read)];

        T Read(QueryFields fields)
        {
            var filter = read(fields, this, depth + 1);
            fields.RefuseOthers();
            return filter;
        }
    }

    public IReadOnlyList<string>? Texts(QueryFields query, string name) => Count(query.Texts(name, ListApiKeysQuery.MaxValues), texts => texts.Count, name);

    public TimeRange? Times(QueryFields query, string name) =>
        Count(query.Times(name), times => (times.In?.Count ?? 0) + (times.NotIn?.Count ?? 0), name);

    private T? Count<T>(T? field, Func<T, int> count, string name)
        where T : class
    {
        _values += field is null ? 0 : count(field);
        if (_values <= ListApiKeysQuery.MaxValues)
        {
            return field;
        }

        problems.Add($"Field '{name}' takes the values of all filters to more than {ListApiKeysQuery.MaxValues}");
        return null;
    }
}
