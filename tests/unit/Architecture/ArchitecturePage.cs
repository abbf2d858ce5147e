namespace ApiKeys.UnitTests.Architecture;

/// <summary>The tables of docs/architecture.md.</summary>
internal static class ArchitecturePage
{
    /// <summary>The rooms of a project in the order of the table, each with the rooms that it may use and the files to start reading with.</summary>
    public static IReadOnlyList<(string Room, string[] MayUse, string[] Start)> RowsOf(string project) =>
    [
        .. Rooms.ReadDocument("architecture.md").ReplaceLineEndings("\n").Split("\n## ").Single(section => section.StartsWith(project + "\n", StringComparison.Ordinal))
            .Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (cells[1], List(cells[3]), List(cells[4].Replace("`", "", StringComparison.Ordinal)))),
    ];

    private static string[] List(string cell) => cell.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
