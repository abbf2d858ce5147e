namespace ApiKeys.Admin.Components.Overview.Attention;

/// <summary>What needs attention with one rank.</summary>
public sealed class AttentionGroup
{
    // More is a list, and has a page.
    private const int MostRows = 6;

    public AttentionGroup(AttentionRank rank, IEnumerable<AttentionKind> kinds)
    {
        var all = kinds.ToList();
        Rank = rank;
        Count = all.Sum(kind => kind.Count);
        Rows = [.. all.SelectMany(kind => kind.Rows).OrderBy(row => row.DueAt ?? DateTimeOffset.MaxValue).Take(MostRows)];
        Rest = [.. all.Select(kind => (Words: kind.Rest(Rows)!, kind.Href)).Where(rest => rest.Words is not null)];
    }

    public AttentionRank Rank { get; }

    /// <summary>How many things there are, shown or not.</summary>
    public int Count { get; }

    /// <summary>The most urgent.</summary>
    public IReadOnlyList<AttentionRow> Rows { get; }

    /// <summary>What is left out, in words, with the list that shows just that if there is one.</summary>
    public IReadOnlyList<(string Words, string? Href)> Rest { get; }

    public string Title => Rank switch
    {
        AttentionRank.Broken => "Broken now",
        AttentionRank.Soon => "Soon",
        _ => "Tidy up",
    };
}
