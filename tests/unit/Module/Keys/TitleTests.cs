using ApiKeys.Keys;
using ApiKeys.Operations;
using ApiKeys.UnitTests.Infrastructure;
using CsCheck;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class TitleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public async Task Title_of_1_to_200_characters_is_accepted(int length)
    {
        await using var module = new TestModule();
        var title = new string('x', length);

        Assert.Equal(title, (await module.CreateAsync(title)).Key.Title);
    }

    [Fact]
    public Task Title_of_201_characters_is_refused_and_the_count_said() =>
        RefusedAsync(new string('x', 201), "A title has at most 200 characters; this one has 201.");

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\t\r\n")]
    [InlineData("\u00A0\u2003\u3000")]
    [InlineData("\u200D\u200C")]
    [InlineData("\u0301")]
    [InlineData("\uFE0F")]
    public Task Blank_title_is_refused(string title) => RefusedAsync(title, "Give the key a title.");

    [Theory]
    [InlineData("👩‍💻")]
    [InlineData("🏴󠁧󠁢󠁳󠁣󠁴󠁿")]
    [InlineData("سوق الزيتون")]
    [InlineData("חנות ראשית")]
    [InlineData("می‌خواهم")]
    [InlineData("क्‍ष")]
    [InlineData("東京の店")]
    [InlineData("Till №4 · “north” 50% <b>&amp;</b>")]
    [InlineData("e\u0301\u0302")]
    public async Task Titles_of_all_scripts_and_emoji_are_accepted(string title)
    {
        await using var module = new TestModule();

        var created = await module.TryCreateAsync(new() { Type = ApiKeyType.Secret, Title = title });

        Assert.Equal(title.Normalize(), (await module.RetrieveAsync(created.Value!.Key.Id)).Title);
    }

    [Fact]
    public async Task Length_is_counted_in_UTF16_code_units()
    {
        await using var module = new TestModule();
        var title = string.Concat(Enumerable.Repeat("🔑", 100));

        Assert.Equal(title, (await module.CreateAsync(title)).Key.Title);
        await RefusedAsync(title + "🔑", "A title has at most 200 characters; this one has 202.");
    }

    [Fact]
    public async Task Composed_and_decomposed_titles_are_the_same_title()
    {
        await using var module = new TestModule();

        var composed = (await module.CreateAsync("Caf\u00E9 \u1E69")).Key.Title;
        var decomposed = (await module.CreateAsync("  Cafe\u0301 s\u0307\u0323 ")).Key.Title;

        Assert.Equal(composed, decomposed);
        Assert.Equal(2, (await module.ListAsync(new() { Titles = [composed] })).Count);
    }

    [Theory]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("a\u001Bb", "U+001B")]
    [InlineData("a\u007Fb", "U+007F")]
    [InlineData("a\u0085b", "U+0085")]
    [InlineData("a\u2028b", "U+2028")]
    [InlineData("a\u202Eb", "U+202E")]
    [InlineData("a\u202Ab", "U+202A")]
    [InlineData("a\u2066b", "U+2066")]
    [InlineData("a\u200Eb", "U+200E")]
    [InlineData("a\u200Bb", "U+200B")]
    [InlineData("a\u2060b", "U+2060")]
    [InlineData("a\uFEFFb", "U+FEFF")]
    [InlineData("a\u00ADb", "U+00AD")]
    [InlineData("a\u115Fb", "U+115F")]
    [InlineData("\u3164", "U+3164")]
    [InlineData("\uFFA0", "U+FFA0")]
    [InlineData("\u2800", "U+2800")]
    [InlineData("a\u034Fb", "U+034F")]
    [InlineData("a\uFFFFb", "U+FFFF")]
    [InlineData("a\uFDD0b", "U+FDD0")]
    public Task Characters_that_nobody_sees_are_refused_by_name(string title, string named) =>
        RefusedAsync(title, $"A title can't hold control or invisible characters; this one has {named}.");

    // Not as inline data, which is kept as UTF-8 and would lose them.
    [Fact]
    public async Task Half_of_a_surrogate_pair_is_refused()
    {
        const string message = "A title can't hold control or invisible characters; this one has half of a surrogate pair.";

        await RefusedAsync("a\uD800b", message);
        await RefusedAsync("\uDC00", message);
        await RefusedAsync("a\uDC00\uD800b", message);
    }

    [Fact]
    public void Any_text_is_told_acceptable_or_not_and_what_is_accepted_is_sound() => Gen.String.Sample(title =>
    {
        List<ApiKeyError> errors = [];
        errors.CheckTitle(title, "title");
        var tidy = TextRules.Normalize(title);
        if (errors.Count == 0)
        {
            Assert.InRange(tidy.Length, 1, 200);
            Assert.Equal(tidy, tidy.Trim());
            Assert.DoesNotContain(tidy, char.IsControl);
            Assert.Equal(tidy, TextRules.Normalize(tidy));
        }
    }, iter: 20_000);

    private static async Task RefusedAsync(string title, string message)
    {
        await using var module = new TestModule();
        var existing = (await module.CreateAsync("Existing")).Key;
        var before = DatabaseSnapshot.Take(module.Path);

        var created = await module.TryCreateAsync(new() { Type = ApiKeyType.Secret, Title = title });
        var updated = await module.UpdateAsync(new() { Id = existing.Id, Title = title });

        Assert.Equal((ApiKeyErrorCode.Invalid, message, "title"), (created.Refusal().Code, created.Refusal().Message, created.Refusal().Field));
        Assert.Equal((ApiKeyErrorCode.Invalid, message, "title"), (updated.Refusal().Code, updated.Refusal().Message, updated.Refusal().Field));
        Assert.Equal(before, DatabaseSnapshot.Take(module.Path));
    }
}
