using System.Text.RegularExpressions;
using ApiKeys.UnitTests.Architecture;

namespace ApiKeys.UnitTests.Admin.Layout;

public sealed partial class StylesheetTests
{
    private static readonly string Admin = Path.Combine(Rooms.Repository, "src", "ApiKeys.Admin");

    // Drawn by MudBlazor, and set by Blazor on the dialog of a lost connection and on a field with an invalid value.
    private static readonly string[] OfLibraries = ["mud-", "components-reconnect-", "invalid"];

    [Fact]
    public void Every_class_of_a_style_sheet_is_used()
    {
        var sources = string.Concat(Files("*.razor").Concat(Files("*.cs")).Concat(Files("*.js")).Select(File.ReadAllText));
        var words = ClassWord().Matches(sources).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var prefixes = DynamicClass().Matches(sources).Select(match => match.Groups["prefix"].Value).Distinct().ToList();

        var unused = Files("*.css").SelectMany(file => Classes(file)
            .Where(name => !words.Contains(name) && !prefixes.Exists(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            .Where(name => !OfLibraries.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(name => $"{Path.GetFileName(file)}: .{name}"));

        Assert.Empty(unused);
    }

    [Fact]
    public void Every_style_sheet_of_a_component_stands_beside_it()
    {
        var sheets = Files("*.razor.css").ToList();

        Assert.NotEmpty(sheets);
        Assert.All(sheets, sheet => Assert.True(File.Exists(sheet[..^".css".Length]), sheet));
    }

    [Fact]
    public void Every_variable_of_a_style_sheet_is_defined()
    {
        var sheets = Files("*.css").Select(File.ReadAllText).ToList();
        var sources = Files("*.razor").Concat(Files("*.cs")).Select(File.ReadAllText).ToList();
        var defined = sheets.Concat(sources).SelectMany(text => Defined().Matches(text)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Subset(defined, sheets.SelectMany(text => Used().Matches(text)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Classes(string file) =>
        Selector().Matches(Comment().Replace(File.ReadAllText(file), "")).SelectMany(match => ClassName().Matches(match.Value)).Select(match => match.Groups["name"].Value).Distinct();

    private static IEnumerable<string> Files(string pattern) => new[] { "Components", "wwwroot" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Admin, folder), pattern, SearchOption.AllDirectories));

    [GeneratedRegex(@"[a-zA-Z][\w-]*")]
    private static partial Regex ClassWord();

    // class="chip chip-@ToneName"
    [GeneratedRegex(@"(?<prefix>[a-z][\w-]*-)@")]
    private static partial Regex DynamicClass();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[^{};]+(?=\{)")]
    private static partial Regex Selector();

    [GeneratedRegex(@"\.(?<name>[a-zA-Z][\w-]*)")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"(?<name>--[\w-]+)\s*:")]
    private static partial Regex Defined();

    [GeneratedRegex(@"var\((?<name>--[\w-]+)")]
    private static partial Regex Used();
}
