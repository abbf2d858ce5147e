namespace ApiKeys.Admin.Endpoints.Requests;

/// <summary>
/// Which members the caller wants (<c>fields</c>). Entries marked <c>+a</c>, <c>-a</c>, <c>*relation</c> or <c>relation.*</c> change the default; one bare
/// entry, and the list replaces it. What no one knows is passed over, and the id is always there.
/// </summary>
internal sealed class FieldSelection
{
    private readonly HashSet<string> _chosen;

    private FieldSelection(IEnumerable<string> chosen) => _chosen = [.. chosen];

    /// <summary>What a call asks for.</summary>
    public static FieldSelection Read<T>(QueryFields query)
        where T : SelectableJson => Of<T>(query.Text("fields"));

    /// <param name="fields">What was asked for; null or blank for the default.</param>
    public static FieldSelection Of<T>(string? fields = null)
        where T : SelectableJson
    {
        var (known, standard) = (SelectableMembers.Of(typeof(T)).All, SelectableMembers.Of(typeof(T)).Standard);
        List<Entry> entries = [.. (fields ?? "").Split(',').Where(entry => entry.Trim(' ', '+', '-').Length > 0).Select(Entry.Read)];
        HashSet<string> chosen = entries.Exists(entry => entry.Mark == Mark.None) ? [] : [.. standard];
        chosen.UnionWith(entries.Where(entry => entry.Mark != Mark.Minus).SelectMany(entry => entry.Among(known)));
        chosen.ExceptWith(entries.Where(entry => entry.Mark == Mark.Minus).SelectMany(entry => entry.Among(known)).ToList());

        // A relation is included if one of its members is. Each object has its id.
        var relations = chosen.Where(name => name.Contains('.', StringComparison.Ordinal)).Select(name => name.Split('.')[0]).ToList();
        return new FieldSelection([.. chosen, .. relations, .. relations.Select(relation => relation + ".id"), "id"]);
    }

    public bool Has(string name) => _chosen.Contains(name);

    /// <summary>The chosen members of a relation; null when it is not told of.</summary>
    public FieldSelection? Of(string relation) => Has(relation)
        ? new FieldSelection(_chosen.Where(name => name.StartsWith(relation + ".", StringComparison.Ordinal)).Select(name => name[(relation.Length + 1)..]))
        : null;

    /// <summary>What is chosen, without a member that can't be told.</summary>
    public FieldSelection Without(string name) => new(_chosen.Where(chosen => chosen != name));

    /// <summary>What is chosen of some members.</summary>
    public FieldSelection Among(IEnumerable<string> names) => new(_chosen.Intersect(names));

    public bool IsAmong(IEnumerable<string> names) => _chosen.IsSubsetOf(names);

    private enum Mark
    {
        None,
        Plus,
        Minus,
    }

    private sealed record Entry(Mark Mark, string Name)
    {
        public static Entry Read(string text)
        {
            var name = text.Trim();

            // A plus that no one escaped arrives as a space.
            var mark = name[0] == '-' ? Mark.Minus
                : name[0] == '+' || text[0] == ' ' || name[0] == '*' || name.EndsWith(".*", StringComparison.Ordinal) ? Mark.Plus
                : Mark.None;
            name = name.TrimStart('+', '-', '*');
            return new Entry(mark, name.EndsWith(".*", StringComparison.Ordinal) ? name[..^2] : name);
        }

        /// <summary>The member of that name, or all of the relation; a lone star is all that is no relation's.</summary>
        public IEnumerable<string> Among(IEnumerable<string> known) => known.Where(name =>
            Name.Length == 0 ? !name.Contains('.', StringComparison.Ordinal) : name == Name || name.StartsWith(Name + ".", StringComparison.Ordinal));
    }
}
