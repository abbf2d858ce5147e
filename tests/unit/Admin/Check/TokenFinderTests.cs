using ApiKeys.Admin.Components.Check;
using ApiKeys.Tokens;
using System.Text;

namespace ApiKeys.UnitTests.Admin.Check;

public sealed class TokenFinderTests
{
    private static readonly string Token = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();

    public static TheoryData<string> Texts =>
    [
        Token,
        $"Authorization: Bearer {Token}",
        $"curl -u {Token}: https://shop.example/orders",
        $"{{\"api_key\":\"{Token}\",\"x\":1}}",
        $"https://shop.example/orders?api_key={Token}&page=2",
        $"X-Api-Key:{Token}\r\n",
        $"key{Token}",
        $"Authorization: Basic {Base64($"{Token}:")}",
        $"authorization: basic {Base64($":{Token}")}",
        $"got {Base64(Token)} in a header",
        $"{Base64($"{Token}:").Replace('+', '-').Replace('/', '_').TrimEnd('=')}",
    ];

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void A_token_is_found_in_whatever_it_was_copied_with(string text) => Assert.Equal([Token], TokenFinder.Find(text));

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("a task_force_1 and a risk_management_plan")]
    [InlineData("Basic !!!!")]
    [InlineData("c2tf")]
    [InlineData("")]
    public void Other_texts_hold_none(string text) => Assert.Empty(TokenFinder.Find(text));

    [Fact]
    public void Of_a_mistyped_token_no_more_is_shown_than_of_a_whole_one()
    {
        var mistyped = Token[..^1] + (Token[^1] == 'a' ? 'b' : 'a');

        Assert.Equal([mistyped], TokenFinder.Find($"Bearer {mistyped}"));
        Assert.Equal($"{Token[..12]}…", TokenFinder.Outline(mistyped));
        Assert.Equal($"{Token[..12]}…{Token[^10..^6]}", TokenFinder.Outline(Token));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
