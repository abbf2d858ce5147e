using ApiKeys.UnitTests.Infrastructure;
using CsCheck;

namespace ApiKeys.UnitTests.Module.Keys;

public sealed class SearchApiKeysTests
{
    [Theory]
    [InlineData("Warehouse sync", "warehouse")]
    [InlineData("Warehouse sync", "SYNC")]
    [InlineData("Warehouse sync", "house sy")]
    [InlineData("Warehouse sync", "sync ware")]
    [InlineData("Warehouse sync", "  sync \t warehouse  ")]
    [InlineData("Äpfel", "äpfel")]
    [InlineData("äpfel", "ÄPFEL")]
    [InlineData("Straße", "STRAßE")]
    [InlineData("Straße", "STRAẞE")]
    [InlineData("STRAẞE", "straße")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("istanbul", "İSTANBUL")]
    [InlineData("Diyarbakır", "DIYARBAKIR")]
    [InlineData("Ελλάς", "ΕΛΛΆΣ")]
    [InlineData("Москва", "мОСКВА")]
    [InlineData("東京の店", "京の")]
    [InlineData("Caf\u00E9", "cafe\u0301")]
    [InlineData("Till 👩‍💻", "👩‍💻")]
    [InlineData("50% off", "50%")]
    [InlineData("a_b", "a_b")]
    [InlineData("it's \"quoted\"", "'s \"q")]
    [InlineData("[a-z]*?", "[a-z]*?")]
    [InlineData("back\\slash", "\\")]
    public async Task Title_is_found(string title, string search)
    {
        await using var module = new TestModule();
        await module.CreateAsync(title);

        Assert.Equal(1, (await module.ListAsync(new() { Search = search })).Count);
    }

    [Theory]
    [InlineData("Warehouse sync", "warehouse till")]
    [InlineData("50 off", "50%")]
    [InlineData("axb", "a_b")]
    [InlineData("plain", "%")]
    [InlineData("plain", "'; DROP TABLE apikeys_keys; --")]
    [InlineData("plain", "\0")]
    public async Task Title_is_not_found(string title, string search)
    {
        await using var module = new TestModule();
        await module.CreateAsync(title);

        Assert.Equal(0, (await module.ListAsync(new() { Search = search })).Count);
        Assert.Equal(1, (await module.ListAsync()).Count);
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_finds_nothing()
    {
        await using var module = new TestModule();
        await module.CreateAsync();

        Assert.Equal(0, (await module.ListAsync(new() { Search = "\uD800" })).Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    public async Task Blank_search_finds_all(string? search)
    {
        await using var module = new TestModule();
        await module.CreateAsync();

        Assert.Equal(1, (await module.ListAsync(new() { Search = search })).Count);
    }

    [Fact]
    public async Task Key_is_found_by_its_outline_in_any_case_and_with_full_stops_typed_for_the_ellipsis()
    {
        await using var module = new TestModule();
        var wanted = (await module.CreateAsync("Wanted")).Key;
        await module.CreateAsync("Other");

        foreach (var search in new[] { wanted.Redacted, wanted.Redacted.ToUpperInvariant(), wanted.Redacted.Replace("…", "..."), wanted.Redacted[^4..] + " wanted" })
        {
            Assert.Equal(wanted.Id, Assert.Single((await module.ListAsync(new() { Search = search })).Items).Id);
        }
    }

    [Fact]
    public async Task Any_search_of_any_characters_is_answered()
    {
        await using var module = new TestModule();
        await module.CreateAsync();

        await Gen.String.SampleAsync(async search =>
        {
            Assert.InRange((await module.ListAsync(new() { Search = search })).Count, 0, 1);
        }, iter: 200, threads: 1);
    }

    [Fact]
    public async Task Search_of_very_many_words_is_answered()
    {
        await using var module = new TestModule();
        await module.CreateAsync("word");

        var page = await module.ListAsync(new() { Search = string.Join(' ', Enumerable.Repeat("word", 20_000)) });

        Assert.Equal(1, page.Count);
    }
}
