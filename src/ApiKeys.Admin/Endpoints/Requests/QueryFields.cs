namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>
/// The parameters of an address, or those nested in one of them. Each that is asked for is one the route knows; what is left over at the end is refused.
/// </summary>
internal sealed class QueryFields(QueryTree tree, FieldProblems problems, string path = "")
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public QueryFields(HttpRequest request, FieldProblems problems)
        : this(QueryTree.Read(request.QueryString.Value, problems), problems)
    {
    }

    public static IReadOnlyDictionary<string, bool> Booleans { get; } = new Dictionary<string, bool>(StringComparer.Ordinal) { ["true"] = true, ["false"] = false };

    public FieldProblems Problems => problems;

    /// <summary>What a parameter is called in a complaint.</summary>
    public string Name(string name) => path.Length == 0 ? name : $"{path}, {name}";

    public string? Text(string name)
    {
        if (Find(name) is not { } field)
        {
            return null;
        }

        if (field.Members.Count > 0 || field.Values.Count > 1 || field.IsMarkedList)
        {
            problems.AddWrongType("string", Name(name), field.IsList ? "array" : "object");
            return null;
        }

        return Checked(name, field.Values[0]);
    }

    /// <summary>One value or several: <c>id=a</c>, <c>id=a&amp;id=b</c>, <c>id[]=a&amp;id[]=b</c>, <c>id[0]=a&amp;id[1]=b</c>.</summary>
    public IReadOnlyList<string>? Texts(string name, int max) => Find(name) is { } field ? Texts(name, field, max) : null;

    public IReadOnlyList<string>? Texts(string name, QueryTree field, int max)
    {
        if (!field.IsList || field.Items().Any(item => item.Item.Members.Count > 0))
        {
            problems.AddWrongType("string, array", Name(name), field.IsList ? "array" : "object");
            return null;
        }

        List<string> values = [.. field.Values, .. field.Items().SelectMany(item => item.Item.Values)];
        if (values.Count > max)
        {
            problems.Add($"Field '{Name(name)}' takes at most {max} values");
            return null;
        }

        return values.TrueForAll(value => Checked(name, value) is not null) ? values : null;
    }

    public int Number(string name, int standard, int max)
    {
        if (Text(name) is not { } text)
        {
            return standard;
        }

        if (!RequestValues.TryNumber(text, out var number) || number != Math.Floor(number))
        {
            problems.AddWrongType("number", Name(name), text);
            return standard;
        }

        if (number < 0 || number > max)
        {
            problems.Add($"Field '{Name(name)}' is from 0 to {max}");
            return standard;
        }

        return (int)number;
    }

    public T? Choice<T>(string name, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (choices.TryGetValue(text, out var choice))
        {
            return choice;
        }

        problems.AddNoneOf(choices.Keys, Name(name), text);
        return null;
    }

    /// <summary>What to sort by: one name, with a minus before it for the other way round.</summary>
    public (T Sort, bool Descending) Order<T>(IReadOnlyDictionary<string, T> names)
    {
        var text = Text("order");
        var descending = text?.StartsWith('-') == true;
        if (text is not null && names.TryGetValue(descending ? text[1..] : text, out var sort))
        {
            return (sort, descending);
        }

        if (text is not null)
        {
            problems.AddNoneOf(names.Keys, Name("order"), text);
        }

        return (names.Values.First(), false);
    }

    /// <summary>A list of filters, each with parameters of its own.</summary>
    public IReadOnlyList<QueryFields>? Filters(string name)
    {
        if (Find(name) is not { } field)
        {
            return null;
        }

        if (field.Values.Count > 0 || !field.IsList || field.Items().Any(item => item.Item.Values.Count > 0))
        {
            problems.AddWrongType("array of objects", Name(name), field.Values.Count > 0 ? field.Values[0] : field.IsList ? "array" : "object");
            return null;
        }

        return [.. field.Items().Select(item => new QueryFields(item.Item, problems, Name($"{name}, {item.Place}")))];
    }

    /// <summary>Whatever stands there, for those who read it by rules of their own.</summary>
    public QueryTree? Find(string name)
    {
        _known.Add(name);
        return tree.Members.GetValueOrDefault(name);
    }

    public void RefuseOthers() => problems.AddUnknown([.. tree.Members.Keys.Where(name => !_known.Contains(name)).Select(Name)]);

    private string? Checked(string name, string text) => problems.RefuseIllFormed(text, Name(name)) ? null : text;
}
