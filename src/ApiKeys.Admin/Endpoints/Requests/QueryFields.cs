using System.Globalization;
using System.Text.RegularExpressions;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>The parameters of an address. Each that is asked for is one the route knows; what is left over at the end is refused.</summary>
internal sealed partial class QueryFields(IQueryCollection query, FieldProblems problems)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, bool> Booleans { get; } = new Dictionary<string, bool>(StringComparer.Ordinal) { ["true"] = true, ["false"] = false };

    /// <summary>The values of <c>order</c>: each name, and with a minus before it the other way round.</summary>
    public static Dictionary<string, (T Sort, bool Descending)> Orders<T>(Dictionary<string, T> names) => names
        .SelectMany(name => new[] { (name.Key, (name.Value, false)), ("-" + name.Key, (name.Value, true)) })
        .ToDictionary(StringComparer.Ordinal);

    public string? Text(string name)
    {
        _known.Add(name);
        var values = query[name];
        if (values.Count > 1)
        {
            problems.AddWrongType("string", name, "array");
            return null;
        }

        return values.Count == 0 ? null : values.ToString();
    }

    /// <summary>One value or several: <c>id=a</c>, <c>id[]=a&amp;id[]=b</c>, <c>id[0]=a&amp;id[1]=b</c>.</summary>
    public IReadOnlyList<string>? Texts(string name, int max)
    {
        var keys = query.Keys.Where(key => key == name || (key.StartsWith(name + "[", StringComparison.Ordinal) && Place().IsMatch(key[name.Length..]))).ToList();
        _known.UnionWith(keys);
        List<string> values = [.. keys.SelectMany(key => query[key]).Select(value => value ?? "")];
        if (values.Count > max)
        {
            problems.Add($"Field '{name}' takes at most {max} values");
            return null;
        }

        return values.Count == 0 ? null : values;
    }

    public int Number(string name, int standard, int max)
    {
        if (Text(name) is not { } text)
        {
            return standard;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            problems.AddWrongType("number", name, text);
            return standard;
        }

        if (number < 0 || number > max)
        {
            problems.Add($"Field '{name}' is from 0 to {max}");
            return standard;
        }

        return number;
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

        problems.AddNoneOf(choices.Keys, name, text);
        return null;
    }

    public void RefuseOthers() => problems.AddUnknown([.. query.Keys.Where(name => !_known.Contains(name))]);

    [GeneratedRegex(@"^\[[0-9]*\]$")]
    private static partial Regex Place();
}
