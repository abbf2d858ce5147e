namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>Reads what is asked of a time: a moment, several, or operators. <c>null</c>, as text, is no time at all.</summary>
internal static class TimeFields
{
    public static TimeRange? Times(this QueryFields query, string name)
    {
        if (query.Find(name) is not { } field)
        {
            return null;
        }

        if (field.IsList)
        {
            return new TimeRange { In = query.ClockRounding(name, field) };
        }

        var range = field.Values.Count > 0 ? new TimeRange { In = [.. field.Values.Select(value => query.Moment(name, value))] } : new TimeRange();
        foreach (var (operation, operand) in field.Members)
        {
            range = query.Compare(range, name, operation, operand);
        }

        return range;
    }

    private static TimeRange Compare(this QueryFields query, TimeRange range, string name, string operation, QueryTree operand)
    {
        var label = $"{name}, {operation}";
        switch (operation)
        {
            case "$eq":
                return range with { In = Both(range.In, [query.One(label, operand)]) };
            case "$in":
                return range with { In = Both(range.In, query.ClockRounding(label, operand)) };
            case "$ne":
                return range with { NotIn = [.. range.NotIn ?? [], query.One(label, operand)] };
            case "$nin":
                return range with { NotIn = [.. range.NotIn ?? [], .. query.ClockRounding(label, operand)] };
            case "$gt":
                return range with { After = query.Bound(label, operand) };
            case "$gte":
                return range with { From = query.Bound(label, operand) };
            case "$lt":
                return range with { Before = query.Bound(label, operand) };
            case "$lte":
                return range with { Until = query.Bound(label, operand) };
            case "$like" or "$ilike" or "$re" or "$contains":
                // The reference's database has no answer to these either.
                query.Problems.Add($"Operator '{operation}' compares texts, and field '{query.Name(name)}' is a time");
                return range;
            default:
                query.Problems.AddUnknown([query.Name(label)]);
                return range;
        }
    }

    private static IReadOnlyList<DateTimeOffset?> Both(IReadOnlyList<DateTimeOffset?>? some, IReadOnlyList<DateTimeOffset?> others) =>
        some is null ? others : [.. some.Intersect(others)];

    private static List<DateTimeOffset?> ClockRounding(this QueryFields query, string name, QueryTree field) =>
        [.. query.Texts(name, field, ListApiKeysQuery.MaxValues)?.Select(text => query.Moment(name, text)) ?? []];

    private static DateTimeOffset? One(this QueryFields query, string name, QueryTree field)
    {
        var moments = query.ClockRounding(name, field);
        if (moments.Count > 1)
        {
            query.Problems.AddWrongType("ISO 8601 time", query.Name(name), "array");
        }

        return moments.FirstOrDefault();
    }

    private static DateTimeOffset? Bound(this QueryFields query, string name, QueryTree field)
    {
        if (field.Values is ["null"])
        {
            query.Problems.AddWrongType("ISO 8601 time", query.Name(name), "null");
        }

        return query.One(name, field);
    }

    private static DateTimeOffset? Moment(this QueryFields query, string name, string text)
    {
        if (text == "null")
        {
            return null;
        }

        // The plus of an offset that no one escaped arrives as a space.
        if (RequestValues.TryTime(text.Replace(' ', '+'), out var moment, out _))
        {
            return moment;
        }

        query.Problems.AddWrongType("ISO 8601 time", query.Name(name), text);
        return null;
    }
}
