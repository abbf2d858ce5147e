using System.Text.RegularExpressions;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Docs;

/// <summary>Screens, messages and pages write "can't" with the same character, so that a search finds both.</summary>
public sealed partial class ApostropheTests
{
    private static readonly string[] Kinds = [".cs", ".razor", ".js", ".md"];

    [Fact]
    public void Apostrophe_is_straight_everywhere()
    {
        var files = new[] { "src", "docs", "samples" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => Kinds.Contains(Path.GetExtension(file)) && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => Curly().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}")));
    }

    [GeneratedRegex(@"\w+\u2019\w+")]
    private static partial Regex Curly();
}
