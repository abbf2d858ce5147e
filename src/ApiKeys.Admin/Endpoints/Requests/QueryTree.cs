using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>
/// The parameters of an address, as the reference's clients spell what is nested (<c>qs</c>): <c>created_at[$gte]=…</c>, <c>$or[0][title]=…</c>,
/// <c>id[]=a</c>, <c>id=a&amp;id=b</c>. Forms are spelled the same way.
/// </summary>
internal sealed class QueryTree
{
    // What any route knows is less deep by far.
    private const int MaxDepth = 32;

    private readonly Dictionary<string, QueryTree> _members = new(StringComparer.Ordinal);
    private readonly List<string> _values = [];

    /// <summary>What stands here under a name or a place in a list, in the order of its first mention.</summary>
    public IReadOnlyDictionary<string, QueryTree> Members => _members;

    /// <summary>The texts that stand here themselves.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>Whether its texts were given as a list, by <c>[]</c>, however many they are.</summary>
    public bool IsMarkedList { get; private set; }

    /// <summary>Whether everything below stands at places of a list: <c>[]</c>, <c>[0]</c>, <c>[1]</c>.</summary>
    public bool IsList => _members.Keys.All(IsPlace);

    public static QueryTree Read(string? query, FieldProblems problems)
    {
        var root = new QueryTree();
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var path = Split(pair.DecodeName().ToString());
            if (path.Count > MaxDepth)
            {
                problems.Add($"Field '{path[0]}' is nested too deep");
                continue;
            }

            root.Add(path, pair.DecodeValue().ToString());
        }

        return root;
    }

    /// <summary>What stands at the places of a list, in their order.</summary>
    public IEnumerable<(string Place, QueryTree Item)> Items() =>
        _members.Where(member => IsPlace(member.Key)).OrderBy(member => member.Key.Length).ThenBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => (member.Key, member.Value));

    private static bool IsPlace(string name) => name.Length is > 0 and <= 9 && name.All(char.IsAsciiDigit);

    // What is not well-formed is one long name, which no route knows.
    private static List<string> Split(string name)
    {
        List<string> path = [];
        var end = name.IndexOf('[', StringComparison.Ordinal);
        if (end <= 0 || name[^1] != ']')
        {
            return [name];
        }

        path.Add(name[..end]);
        foreach (var part in name[(end + 1)..^1].Split("]["))
        {
            if (part.AsSpan().ContainsAny('[', ']'))
            {
                return [name];
            }

            path.Add(part);
        }

        return path;
    }

    private void Add(List<string> path, string value)
    {
        var node = this;
        for (var i = 0; i < path.Count; i++)
        {
            if (path[i].Length == 0 && i > 0 && i == path.Count - 1)
            {
                node.IsMarkedList = true;
                break;
            }

            // An empty place in the middle is the next free one of its list.
            var name = path[i].Length == 0 && i > 0 ? node._members.Count.ToString(CultureInfo.InvariantCulture) : path[i];
            if (!node._members.TryGetValue(name, out var next))
            {
                node._members[name] = next = new QueryTree();
            }

            node = next;
        }

        node._values.Add(value);
    }
}
