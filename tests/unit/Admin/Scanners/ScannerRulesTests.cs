using System.Text.RegularExpressions;
using ApiKeys.Admin.Commands;
using ApiKeys.Admin.Settings;
using ApiKeys.Tokens;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Admin.Scanners;

public sealed partial class ScannerRulesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apikeys-");
    private readonly List<string> _lines = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("gitleaks.toml", "regex = '''", "'''")]
    [InlineData("trufflehog.yml", "token: '", "'")]
    [InlineData("github-custom-pattern.txt", "Secret format:  ", "\n")]
    public void Each_file_finds_the_secret_tokens_of_every_brand_and_nothing_else(string file, string before, string after)
    {
        Write("acme", "shop", "acme");

        var text = File.ReadAllText(Path.Combine(_folder.FullName, file)).ReplaceLineEndings("\n");
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        var rule = new Regex(text[start..text.IndexOf(after, start, StringComparison.Ordinal)]);

        Assert.All(Enumerable.Range(0, 100), _ =>
        {
            Assert.Matches(rule, $"API_KEY={Token(ApiKeyType.Secret, "acme")}\n");
            Assert.Matches(rule, $"\"{Token(ApiKeyType.Secret, "shop")}\"");
        });
        Assert.DoesNotMatch(rule, Token(ApiKeyType.Publishable, "acme"));
        Assert.DoesNotMatch(rule, Token(ApiKeyType.Secret, "other"));
        Assert.DoesNotMatch(rule, Token(ApiKeyType.Secret, "acme")[..^1]);
    }

    [Fact]
    public void Scanners_that_look_for_keywords_first_find_every_brand()
    {
        Write("acme", "shop");

        Assert.Contains("keywords = [\"sk_acme_\", \"sk_shop_\"]", Read("gitleaks.toml"), StringComparison.Ordinal);
        Assert.Contains("    keywords:\n      - sk_acme_\n      - sk_shop_\n", Read("trufflehog.yml"), StringComparison.Ordinal);
        Assert.Matches(TestString(), Read("github-custom-pattern.txt"));
        Assert.Contains("sk_acme_ or sk_shop_", Assert.Single(_lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_there_is_not_overwritten()
    {
        var file = Path.Combine(_folder.FullName, "gitleaks.toml");
        File.WriteAllText(file, "ours");

        var problem = Assert.Throws<StartProblemException>(() => Write("acme"));

        Assert.Contains(file, problem.Message, StringComparison.Ordinal);
        Assert.Equal("ours", File.ReadAllText(file));
    }

    private static string Token(ApiKeyType type, string brand) => TokenGenerator.Generate(type, brand).Reveal();

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder.FullName, file)).ReplaceLineEndings("\n");

    private void Write(string brand, params string[] formerBrands)
    {
        var options = new ApiKeysOptions();
        options.Tokens.Brand = brand;
        foreach (var former in formerBrands)
        {
            options.Tokens.FormerBrands.Add(former);
        }

        new ScannerRules(Options.Create(options), _lines.Add).Write(_folder.FullName);
    }

    [GeneratedRegex(@"Test string:    sk_acme_[0-9]{49}\n")]
    private static partial Regex TestString();
}
