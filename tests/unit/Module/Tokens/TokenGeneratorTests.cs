using ApiKeys.Tokens;

namespace ApiKeys.UnitTests.Module.Tokens;

public sealed class TokenGeneratorTests
{
    private const int Tokens = 4_000;

    [Fact]
    public void Tokens_differ()
    {
        var texts = Enumerable.Range(0, Tokens).Select(_ => TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal());

        Assert.Equal(Tokens, texts.Distinct().Count());
    }

    // 61 degrees of freedom: a fair generator exceeds 190 less than once in 10^14 runs. Taking bytes modulo 62, the usual mistake, gives about 900.
    [Fact]
    public void No_character_of_a_body_is_favoured()
    {
        var counts = new int[128];
        for (var i = 0; i < Tokens; i++)
        {
            foreach (var c in Body(TokenGenerator.Generate(ApiKeyType.Secret, "shop")))
            {
                counts[c]++;
            }
        }

        Assert.True(ChiSquare(counts, Tokens * TokenFormat.BodyLength) < 190);
    }

    [Fact]
    public void Bound_on_favour_is_tight_enough_to_see_bytes_taken_modulo_62()
    {
        var counts = new int[128];
        var bytes = System.Security.Cryptography.RandomNumberGenerator.GetBytes(Tokens * TokenFormat.BodyLength);
        foreach (var value in bytes)
        {
            counts[TokenFormat.Alphabet[value % TokenFormat.Alphabet.Length]]++;
        }

        Assert.True(ChiSquare(counts, bytes.Length) > 190);
    }

    [Fact]
    public void Generator_refuses_a_brand_that_could_not_be_read_back() =>
        Assert.Throws<InvalidOperationException>(() => TokenGenerator.Generate(ApiKeyType.Secret, "live"));

    private static string Body(ApiKeyToken token) => token.Reveal().Substring("sk_shop_".Length, TokenFormat.BodyLength);

    private static double ChiSquare(int[] counts, int total)
    {
        var expected = (double)total / TokenFormat.Alphabet.Length;
        return TokenFormat.Alphabet.Sum(c => Math.Pow(counts[c] - expected, 2) / expected);
    }
}
