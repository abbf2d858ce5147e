using ApiKeys.Admin.Text;


namespace ApiKeys.Admin.Components.Overview.Attention;

/// <summary>All things of one kind that need a person, such as the keys that expire soon.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Rows">Those that can be shown, the most urgent first.</param>
public sealed record AttentionKind(int Count, IReadOnlyList<AttentionRow> Rows)
{
    /// <summary>How the rest is counted if there is one more: "more expires within 7 days".</summary>
    public string One { get; init; } = "";

    /// <summary>The same for several.</summary>
    public string Many { get; init; } = "";

    /// <summary>The list of just these; <see langword="null"/> where no list can be narrowed to them.</summary>
    public string? Href { get; init; }

    /// <summary>One row for all items of this kind.</summary>
    public static AttentionKind Together(int count, Func<AttentionRow> row) => new(count, count > 0 ? [row()] : []) { IsTogether = true };

    private bool IsTogether { get; init; }

    /// <summary>The things of this kind that no row shows, in words.</summary>
    public string? Rest(IReadOnlyCollection<AttentionRow> shown)
    {
        var rest = IsTogether ? 0 : Count - Rows.Count(shown.Contains);
        return rest <= 0 ? null : Counted.Of(rest, One, Many);
    }
}
