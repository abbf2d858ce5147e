namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>How much one query may ask: each filter is work for the database, and each value a parameter, of which it takes only so many.</summary>
internal sealed class FilterBudget(FieldProblems problems)
{
    // What a list may cost: on each key, every condition is looked at.
    private const int MaxCost = 200;

    // A word is looked for in every title, and a scope in every list of scopes; the other conditions compare a value.
    private const int CostOfWord = 5;

    // Those past the twentieth narrow a search no further.
    private const int MaxWords = 20;

    private int _filters = 1;
    private int _values;
    private int _cost;

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

    /// <summary>The words to search for.</summary>
    public string? Search(QueryFields query, string name)
    {
        var text = query.Text(name);
        var words = Math.Min((text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, MaxWords);
        Spend(words * CostOfWord, name);
        return CountValues(words, name) ? text : null;
    }

    public IReadOnlyList<string>? Texts(QueryFields query, string name) => Count(query.Texts(name, ListApiKeysQuery.MaxValues), texts => texts.Count, name);

    /// <summary>Scopes, each of which is a condition of its own.</summary>
    public IReadOnlyList<string>? Scopes(QueryFields query, string name)
    {
        var scopes = Texts(query, name);
        Spend((scopes?.Count ?? 0) * CostOfWord, name);
        return scopes;
    }

    /// <summary>Known names.</summary>
    public IReadOnlyList<T>? Choices<T>(QueryFields query, string name, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        var texts = Texts(query, name);
        foreach (var unknown in texts?.Where(text => !choices.ContainsKey(text)) ?? [])
        {
            problems.AddNoneOf(choices.Keys, query.Name(name), unknown);
        }

        return texts?.Where(choices.ContainsKey).Select(text => choices[text]).Distinct().ToList();
    }

    public TimeRange? Times(QueryFields query, string name) =>
        Count(query.Times(name), Values, name);

    private static int Values(TimeRange times) => (times.In?.Count ?? 0) + (times.NotIn?.Count ?? 0)
        + new[] { times.From, times.Before, times.After, times.Until }.Count(bound => bound is not null);

    private T? Count<T>(T? field, Func<T, int> count, string name)
        where T : class
    {
        Spend(field is null ? 0 : 1, name);
        return CountValues(field is null ? 0 : count(field), name) ? field : null;
    }

    private bool CountValues(int count, string name)
    {
        _values += count;
        if (_values > ListApiKeysQuery.MaxValues)
        {
            problems.Add($"Field '{name}' takes the values of all filters to more than {ListApiKeysQuery.MaxValues}");
        }

        return _values <= ListApiKeysQuery.MaxValues;
    }

    private void Spend(int cost, string name)
    {
        if (_cost <= MaxCost && (_cost += cost) > MaxCost)
        {
            problems.Add($"Field '{name}' takes the list to more than {MaxCost} conditions; each search word and each scope counts as {CostOfWord}");
        }
    }
}
