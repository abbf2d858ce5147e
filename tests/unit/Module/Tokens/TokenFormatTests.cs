using ApiKeys.Tokens;
using CsCheck;

namespace ApiKeys.UnitTests.Module.Tokens;

public sealed class TokenFormatTests
{
    private static readonly Gen<string> GenBrand = Gen.String[Gen.Char['a', 'z'], 2, 20].Where(brand => TokenFormat.IsBrand(brand));

    private static readonly Gen<ApiKeyType> GenType = Gen.OneOf(ApiKeyType.Secret, ApiKeyType.Publishable);

    private static readonly Gen<string> GenToken = Gen.Select(GenType, GenBrand, (type, brand) => TokenGenerator.Generate(type, brand).Reveal());

    private static readonly Gen<char> GenBase62 = Gen.Int[0, 61].Select(i => TokenFormat.Alphabet[i]);

    [Theory]
    [InlineData(ApiKeyType.Secret, "sk_shop_")]
    [InlineData(ApiKeyType.Publishable, "pk_shop_")]
    public void Token_is_prefix_body_and_checksum(ApiKeyType type, string prefix)
    {
        var text = TokenGenerator.Generate(type, "shop").Reveal();

        Assert.StartsWith(prefix, text, StringComparison.Ordinal);
        Assert.Equal(prefix.Length + 43 + 6, text.Length);
        Assert.Matches("^[0-9A-Za-z]{49}$", text[prefix.Length..]);
    }

    // Written down once from an independent CRC-32 (zlib's): the format is stored in other people's configuration and must never drift.
    [Fact]
    public void Token_of_the_first_version_is_read_for_ever()
    {
        var text = "sk_shop_" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ" + "2eLTbc";

        Assert.True(ApiKeyToken.TryParse(text, out var token));

        Assert.Equal(ApiKeyType.Secret, token.Type);
        Assert.Equal(
            "7b1f38f40e0e7539834a9b929a5d8961a07ac163b9bb29f413f536162b116fb4", Convert.ToHexString(TokenHasher.Digest(token)), ignoreCase: true);
    }

    [Fact]
    public void Every_token_reads_back_as_what_it_was_made_as() => Gen.Select(GenType, GenBrand).Sample((type, brand) =>
    {
        var made = TokenGenerator.Generate(type, brand);

        return ApiKeyToken.TryParse(made.Reveal(), out var read) && read.Type == type && read.Reveal() == made.Reveal();
    });

    [Fact]
    public void Checksum_detects_every_single_changed_character()
    {
        var text = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();
        var replacements = TokenFormat.Alphabet + "_ -\0é";

        for (var i = 0; i < text.Length; i++)
        {
            foreach (var replacement in replacements.Where(c => c != text[i]))
            {
                Assert.False(ApiKeyToken.TryParse(text[..i] + replacement + text[(i + 1)..], out _));
            }
        }
    }

    [Fact]
    public void Checksum_detects_every_transposition_of_neighbours() => GenToken.Sample(text =>
    {
        for (var i = 0; i + 1 < text.Length; i++)
        {
            var swapped = text[..i] + text[i + 1] + text[i] + text[(i + 2)..];
            Assert.True(swapped == text || !ApiKeyToken.TryParse(swapped, out _));
        }
    });

    [Fact]
    public void Cut_token_is_none_wherever_it_is_cut() => GenToken.Sample(text =>
    {
        for (var length = 0; length < text.Length; length++)
        {
            Assert.False(ApiKeyToken.TryParse(text[..length], out _));
            Assert.False(ApiKeyToken.TryParse(text[(text.Length - length)..], out _));
        }
    });

    [Fact]
    public void Token_with_anything_around_it_is_none() => Gen.Select(GenToken, Gen.Char).Sample((text, c) =>
        !ApiKeyToken.TryParse(text + c, out _) && !ApiKeyToken.TryParse(c + text, out _));

    // A made-up body needs a made-up checksum: one in 62^6 guesses, so a false alarm here is rarer than a broken machine.
    [Fact]
    public void Look_alike_with_a_guessed_checksum_is_none() =>
        Gen.Select(GenType, Gen.String[GenBase62, 49, 49]).Sample((type, body) =>
            !ApiKeyToken.TryParse(TokenFormat.Prefix(type, "shop") + body, out _), iter: 100_000);

    [Fact]
    public void No_text_makes_the_parser_throw_or_accept() => Gen.OneOf(
            Gen.String,
            Gen.String[Gen.Char, 57, 57],
            Gen.String[Gen.Char, 49, 49].Select(body => "sk_shop_" + body),
            Gen.String[Gen.OneOf('\0', '\uD800', '\uFFFF', '_', 's', 'k'), 0, 200])
        .Sample(text => !ApiKeyToken.TryParse(text, out var token) && token is null, iter: 100_000);

    [Fact]
    public void Null_and_huge_texts_are_no_tokens()
    {
        Assert.False(ApiKeyToken.TryParse(null, out _));
        Assert.False(ApiKeyToken.TryParse("sk_shop_" + new string('a', 50_000_000), out _));
    }

    [Theory]
    [InlineData("SK_shop_")]
    [InlineData("rk_shop_")]
    [InlineData("sk_Shop_")]
    [InlineData("sk_s_")]
    [InlineData("sk__")]
    [InlineData("sk_")]
    [InlineData("sk_live_")]
    [InlineData("pk_test_")]
    [InlineData("sk_abcdefghijklmnopqrstu_")]
    [InlineData("sk_sh0p_")]
    [InlineData("sk_shop-")]
    [InlineData("sk_straße_")]
    public void Right_checksum_does_not_save_a_wrong_prefix(string prefix)
    {
        var text = prefix + new string('a', TokenFormat.BodyLength);
        Span<char> checksum = stackalloc char[TokenFormat.ChecksumLength];
        TokenFormat.WriteChecksum(text, checksum);

        Assert.False(ApiKeyToken.TryParse(string.Concat(text, checksum), out _));
    }

    [Theory]
    [InlineData("shop", true)]
    [InlineData("ab", true)]
    [InlineData("abcdefghijklmnopqrst", true)]
    [InlineData("abcdefghijklmnopqrstu", false)]
    [InlineData("a", false)]
    [InlineData("", false)]
    [InlineData("Shop", false)]
    [InlineData("my_shop", false)]
    [InlineData("shop1", false)]
    [InlineData("çay", false)]
    [InlineData("live", false)]
    [InlineData("test", false)]
    public void Brand_is_a_few_lower_case_letters_and_no_other_vendors(string brand, bool isBrand) =>
        Assert.Equal(isBrand, TokenFormat.IsBrand(brand));

    [Fact]
    public void Token_of_an_earlier_brand_is_still_read()
    {
        var old = TokenGenerator.Generate(ApiKeyType.Publishable, "formername").Reveal();

        Assert.True(ApiKeyToken.TryParse(old, out var token));

        Assert.Equal(ApiKeyType.Publishable, token.Type);
    }
}
