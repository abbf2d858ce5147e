using ApiKeys.Admin.Identity.Passwords;
using Microsoft.Extensions.Options;

namespace ApiKeys.UnitTests.Admin.Identity;

public sealed class PasswordRulesTests
{
    private readonly PasswordRules _rules = new(Options.Create(new ApiKeysOptions { Tokens = { Brand = "nordlicht" } }));

    [Theory]
    [InlineData("123456789012", "sequence")]
    [InlineData("abcdefghijklmn", "sequence")]
    [InlineData("passwordpassword", "repeats")]
    [InlineData("            ", "repeats")]
    [InlineData("aaaaaaaaaaaaaaaa", "repeats")]
    [InlineData("abcabcabcabcabc", "repeats")]
    [InlineData("qwertyuiop[]", "")]
    [InlineData("1q2w3e4r5t6y", "many people use")]
    [InlineData("password1234", "many people use")]
    [InlineData("P@ssw0rd1234", "many people use")]
    [InlineData("iloveyou2026", "many people use")]
    [InlineData("pass1pass1pass1", "repeats")]
    [InlineData("apikeysapikeys", "repeats")]
    [InlineData("apikeys-2026", "this product")]
    [InlineData("Nordlicht2026", "your shop")]
    [InlineData("example-admin", "your shop")]
    [InlineData("petersenpetersen1", "")]
    public void Guessable_password_is_refused_with_the_reason(string password, string reason)
    {
        var problem = _rules.Problem(password, "olga@example.com", "Olga Petersen");

        Assert.StartsWith("This password is easy to guess: it ", problem, StringComparison.Ordinal);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("vier grüne Stühle am Hafen")]
    [InlineData("kX9#mQ2$vL7p")]
    [InlineData("Nordlicht sells seven blue kayaks")]
    [InlineData("緑の海に七つの青い船が浮かぶ夜")]
    public void Password_that_takes_many_guesses_is_accepted(string password) =>
        Assert.Null(_rules.Problem(password, "olga@example.com", "Olga Petersen"));

    [Fact]
    public void Longest_password_is_judged_like_a_shorter_one()
    {
        Assert.NotNull(_rules.Problem(new string('a', PasswordRules.MaximumLength), "olga@example.com", null));
        Assert.Null(_rules.Problem(string.Concat(Enumerable.Repeat("kX9#mQ2$vL7p", 21)), "olga@example.com", null));
        Assert.Equal("Use at most 256 characters.", _rules.Problem(new string('a', PasswordRules.MaximumLength + 1), "olga@example.com", null));
    }

    // The lists are shared: what one person is called must not count for another whose password is judged at the same time.
    [Fact]
    public async Task Names_of_others_count_for_nothing_however_many_are_judged_at_once()
    {
        string[] names = ["Wendeltreppe", "Bachstelze", "Kornblume", "Regenbogen"];

        var problems = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(
            () => (i, Problem: _rules.Problem($"{names[i % 4].ToLowerInvariant()}-{names[(i + 1) % 4].ToLowerInvariant()}-4711", null, $"{names[i % 4]} {names[(i + 1) % 4]}")),
            TestContext.Current.CancellationToken)));
        var alone = Enumerable.Range(0, 4).Select(
            i => _rules.Problem($"{names[i].ToLowerInvariant()}-{names[(i + 1) % 4].ToLowerInvariant()}-4711", null, $"{names[i]} {names[(i + 1) % 4]}")).ToList();

        Assert.All(alone, Assert.NotNull);
        Assert.All(problems, judged => Assert.Equal(alone[judged.i % 4], judged.Problem));
        Assert.Null(_rules.Problem("wendeltreppe-bachstelze-4711", null, "Olga Petersen"));
    }
}
