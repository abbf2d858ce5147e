using System.Text.RegularExpressions;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Docs;

/// <summary>The code that the guides print is the code that the tests beside this one compile and run.</summary>
public sealed partial class GuideCodeTests
{
    [Theory]
    [InlineData("workflows.md", "samples/Workflows", "tests/unit/Docs/WorkflowsGuide")]
    [InlineData("verification.md", "samples/StoreApi", "tests/unit/Docs/StoreApiSample")]
    public void Code_in_the_guide_is_the_code_that_is_run(string guide, string sample, string tests)
    {
        var root = RepositoryFiles.Root;
        string[] folders = [Path.Combine(root, sample), Path.Combine(root, tests)];
        var compiled = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Region().Matches(File.ReadAllText(file)))
            .ToDictionary(match => match.Groups["name"].Value, match => Unindent(match.Groups["code"].Value), StringComparer.Ordinal);

        var printed = Block().Matches(File.ReadAllText(Path.Combine(root, "docs", guide)));

        Assert.NotEmpty(printed);
        Assert.All(printed, match => Assert.Equal(compiled[match.Groups["name"].Value], match.Groups["code"].Value));
        Assert.Equal(compiled.Keys.Order(), printed.Select(match => match.Groups["name"].Value).Order());
    }

    [Theory]
    [InlineData("workflows.md")]
    [InlineData("verification.md")]
    public void Guide_prints_no_other_code_in_our_language(string guide)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", guide));

        Assert.Equal(text.Split("```csharp").Length - 1, Block().Count(text));
    }

    [GeneratedRegex(@"^[ ]*// docs: (?<name>[a-z-]+)\n(?<code>.*?)^[ ]*// docs: end\n", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^<!-- code: (?<name>[a-z-]+) -->\n```csharp\n(?<code>.*?)^```\n", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    private static string Unindent(string code)
    {
        var lines = code.Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : line));
    }
}
