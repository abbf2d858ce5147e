using System.Text.RegularExpressions;
using ApiKeys.Configuration;
using ApiKeys.Tokens;

namespace ApiKeys.UnitTests.Module.Tokens;

/// <summary>
/// Whether public secret scanners find a leaked token of the default brand without rules of our own. What is stated here of their rules was read in
/// gitleaks b58d3f1 (<c>config/gitleaks.toml</c>, rule <c>generic-api-key</c>) and in trufflehog 3ab759f (<c>pkg/detectors/generic</c>, <c>fp_*.txt</c>).
/// </summary>
/// <remarks>
/// Of the 43 random characters a stop word of gitleaks can be part by chance: of 20,000 tokens that was one in 80. The rules that the command
/// <c>scanner-rules</c> writes find those too.
/// </remarks>
public sealed partial class PublicScannerTests
{
    // Stop words that gitleaks and trufflehog have and that consist of letters of "sk_retail_". No other word can stand in the prefix.
    private const string StopWords =
        "air_ akka alert all_ art_ artist asset assist asterisk earlier easier else errata is_err iteree kata kit_ kleisli last latest latter lease les_ letter like "
        + "list lite litera little rail real reiterate release rest retreat riak salt sas_ seal see_ serie set_ settle sister site start starter stat state still "
        + "street talk task test tetri title tree";

    private const double LeastEntropy = 3.5;

    private static readonly string Token = TokenGenerator.Generate(ApiKeyType.Secret, new TokenOptions().Brand).Reveal();

    [Theory]
    [InlineData("API_KEY={0}")]
    [InlineData("  \"api_key\": \"{0}\",")]
    [InlineData("export WAREHOUSE_TOKEN='{0}'")]
    [InlineData("secret: {0}")]
    [InlineData("const auth = `{0}`;")]
    public void The_generic_rule_of_gitleaks_finds_a_token(string line)
    {
        var found = GitleaksGeneric().Match(string.Format(null, line, Token));

        Assert.Equal(Token, found.Groups[1].Value);
        Assert.True(Entropy(Token) > LeastEntropy);
    }

    [Theory]
    [InlineData("API_KEY={0}")]
    [InlineData("the secret is {0} (see mail)")]
    public void The_generic_rule_of_trufflehog_finds_a_token(string line)
    {
        var found = TrufflehogGeneric().Match(string.Format(null, line, Token));

        Assert.Contains(Token, found.Groups[1].Value, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Convert.FromBase64String(Token));
    }

    [Fact]
    public void No_stop_word_of_a_scanner_stands_in_the_prefix_of_a_token()
    {
        var prefix = TokenFormat.Prefix(ApiKeyType.Secret, new TokenOptions().Brand);

        Assert.Equal("sk_retail_", prefix);
        Assert.DoesNotContain(StopWords.Split(' '), word => prefix.Contains(word, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("live")]
    [InlineData("test")]
    [InlineData("prod")]
    public void No_brand_is_taken_that_scanners_take_for_Stripe(string brand)
    {
        var options = new ApiKeysOptions();
        options.Tokens.Brand = brand;

        var result = new ApiKeysOptionsValidator().Validate(null, options);

        Assert.Contains($"ApiKeys:Tokens:Brand is '{brand}'", Assert.Single(result.Failures!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("prod")]
    public void A_token_of_an_earlier_brand_is_still_a_token(string brand)
    {
        var token = TokenFormat.Prefix(ApiKeyType.Secret, brand) + new string('a', TokenFormat.BodyLength);
        Span<char> checksum = stackalloc char[TokenFormat.ChecksumLength];
        TokenFormat.WriteChecksum(token, checksum);

        Assert.True(ApiKeyToken.TryParse(string.Concat(token, checksum), out _));
    }

    private static double Entropy(string text) => text.CountBy(letter => letter)
        .Select(count => (double)count.Value / text.Length)
        .Sum(share => -share * Math.Log2(share));

    // What the rule asks for, as far as a token and its surroundings can differ in it: a word for a credential, a sign of assignment, the value, its end.
    [GeneratedRegex("""(?i)(?:access|auth|api|creds|key|secret|token)[ \t\w.-]{0,20}[\s'"]{0,3}[=:>,][`'"\s=]{0,5}([\w.=-]{10,150})(?:[`'"\s;]|$)""")]
    private static partial Regex GitleaksGeneric();

    [GeneratedRegex(@"(?i:pass|token|cred|secret|key)(?:.|[\n\r]){0,40}?(\b[\x21-\x7e]{16,64}\b)")]
    private static partial Regex TrufflehogGeneric();
}
