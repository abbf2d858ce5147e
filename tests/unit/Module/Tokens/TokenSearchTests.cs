using System.Text;
using ApiKeys.Storage;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.UnitTests.Module.Keys;
using ApiKeys.Usage.Flush;
using CsCheck;

namespace ApiKeys.UnitTests.Module.Tokens;

/// <summary>A token is found, refused and scrubbed in whatever form it is pasted.</summary>
public sealed class TokenSearchTests
{
    private static readonly string Token = TokenGenerator.Generate(ApiKeyType.Secret, new TokenOptions().Brand).Reveal();

    private static readonly string Bare = Token["sk_retail_".Length..];

    /// <summary>Forms in which the whole token can be read.</summary>
    public static TheoryData<string, string> Forms => new()
    {
        { "as it is", Token },
        { "glued to other letters", $"key{Token}and more" },
        { "without its prefix", $"token {Bare}, mail me" },
        { "split by a space in the secret", Token.Insert(30, " ") },
        { "split by spaces", string.Join(' ', Token.Chunk(8).Select(part => new string(part))) },
        { "split in the prefix", Token.Insert(5, " ") },
        { "without its prefix and split", Bare.Insert(20, " ") },
        { "split by what nobody sees", Token.Insert(20, "\u200B") },
        { "split by a hyphen and a line break", Token.Insert(25, "-\n") },
        { "put together in code", $"\"{Token[..20]}\" + \"{Token[20..]}\"" },
        { "with percent-encoded underscores", Token.Replace("_", "%5F", StringComparison.Ordinal) },
        { "percent-encoded throughout", string.Concat(Token.Select(letter => $"%{(int)letter:x2}")) },
        { "in base64", Base64(Token) },
        { "in base64 after a name", $"Authorization: Basic {Base64($"user:{Token}")}" },
        { "in base64 before a colon", Base64(Token + ":") },
        { "in base64 for addresses", Base64("?" + Token).Replace('+', '-').Replace('/', '_').TrimEnd('=') },
        { "in base64 without its prefix", Base64(Bare) },
        { "in base64 that is glued to a word", "key" + Base64(Token) },
        { "in wrapped base64", Base64($"{Token}:").Insert(76, "\r\n") },
        { "in percent-encoded base64", Uri.EscapeDataString(Base64($"k{Token}")) },
        { "in hexadecimal digits", Convert.ToHexString(Encoding.ASCII.GetBytes(Token)) },
        { "in hexadecimal digits after another", "a" + Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Token)) },
    };

    /// <summary>Forms in which so much of it can be read that it is not safe any more.</summary>
    public static TheoryData<string, string> Remains => new()
    {
        { "in capitals", Token.ToUpperInvariant() },
        { "in small letters", Token.ToLowerInvariant() },
        { "in capitals without its prefix", $"token {Bare.ToUpperInvariant()}" },
        { "without its checksum", Token[..^6] },
        { "mistyped", Token[..^1] + (Token[^1] == 'a' ? 'b' : 'a') },
        { "of an unknown brand without its prefix", TokenGenerator.Generate(ApiKeyType.Secret, "zz").Reveal()["sk_zz_".Length..] },
    };

    public static TheoryData<string, string> All => new(Forms.Concat(Remains).Select(row => row.Data));

    // The first character of a checksum is a digit from 0 to 4. The search relies on that.
    [Theory]
    [InlineData('0')]
    [InlineData('4')]
    public void Token_without_its_prefix_is_found_whatever_its_checksum_begins_with(char first)
    {
        const string Prefix = "sk_retail_";
        var token = Enumerable.Range(0, 10_000).Select(_ => TokenGenerator.Generate(ApiKeyType.Secret, "retail").Reveal())
            .First(token => token[^TokenFormat.ChecksumLength] == first);

        Assert.Equal(token, Assert.Single(TokenSearch.Find($"token {token[Prefix.Length..]}, mail me")).Reveal());
    }

    [Theory]
    [MemberData(nameof(Forms), DisableDiscoveryEnumeration = true)]
    public void A_token_is_found_at_its_place(string form, string text)
    {
        Assert.Equal(Token, Assert.Single(TokenSearch.Find($"It was {text}")).Reveal());
        Assert.Matches("^It was?.*#.*, mail me$", TokenSearch.Replace($"It was {text}, mail me", _ => "#"));
        Assert.NotEmpty(form);
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public async Task A_token_is_refused_in_every_text_that_is_kept(string form, string text)
    {
        await using var module = new TestModule();
        var id = (await module.CreateAsync()).Key.Id;
        var line = text.ReplaceLineEndings(" ").Replace("\u200B", "\u200D", StringComparison.Ordinal);

        var results = new[]
        {
            (await module.TryCreateAsync(new() { Type = ApiKeyType.Secret, Title = line })).Errors,
            (await module.UpdateAsync(new() { Id = id, Description = $"The old one: {line}" })).Errors,
            (await module.Keys.RevokeAsync(new RevokeApiKeyRequest { Id = id, Reason = $"{line} leaked" }, TestModule.Dana, null, TestModule.Cancellation)).Errors,
        };

        Assert.All(results, errors => Assert.StartsWith("This holds a secret token.", Assert.Single(errors).Message, StringComparison.Ordinal));
        Assert.DoesNotContain(Bare[..20], DatabaseSnapshot.TakeAll(module.Path), StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(form);
    }

    [Theory]
    [MemberData(nameof(All), DisableDiscoveryEnumeration = true)]
    public void Nothing_of_a_token_is_left_in_a_user_agent_or_an_exception(string form, string text)
    {
        foreach (var scrubbed in new[] { CallerText.Of($"curl/8.5 {text}", 200), TokenRedactor.Scrub($"Could not send {text} to the shop.") })
        {
            Assert.Contains("[redacted]", scrubbed, StringComparison.Ordinal);
            Assert.All(text.Chunk(16).Where(part => part.Length == 16), part =>
                Assert.False(part.All(char.IsAsciiLetterOrDigit) && scrubbed.Contains(new string(part), StringComparison.Ordinal), $"{form}: {scrubbed}"));
        }
    }

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("apk_01JQZX8YV3N6T5R4W2K1H0G9F8 was rolled by user_01JQZX8YV3N6T5R4W2K1H0G9F8")]
    [InlineData("sk_retail_Ab3f…x9Qz")]
    [InlineData("3f786850e387550fdab836ed7e6dc881de23001b")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("ask_the_team, risk_management_plan, task_force_1")]
    [InlineData("Bm90IGEgdG9rZW4gYXQgYWxsLCBqdXN0IGEgbG9uZyB0ZXh0IGluIGJhc2U2NCB0aGF0IG5vYm9keSB3b3VsZCB0YWtlIGZvciBvbmU=")]
    [InlineData("https://shop.example/orders?from=2026-01-01T00%3A00%3A00Z&to=2026-02-01T00%3A00%3A00Z")]
    public void Other_texts_are_left_alone(string text)
    {
        Assert.Empty(TokenSearch.Find(text));
        Assert.False(TokenRedactor.HoldsSecret(text));
        Assert.Equal(text, TokenRedactor.Scrub(text));
    }

    [Fact]
    public void A_publishable_token_may_be_written_down()
    {
        var token = TokenGenerator.Generate(ApiKeyType.Publishable, "acme").Reveal();

        Assert.False(TokenRedactor.HoldsSecret($"The storefront has {token}"));
        Assert.Equal(token, Assert.Single(TokenSearch.Find(Base64(token))).Reveal());
    }

    [Fact]
    public void Several_tokens_are_found_in_their_order()
    {
        var other = TokenGenerator.Generate(ApiKeyType.Secret, "acme").Reveal();

        var found = TokenSearch.Find($"{Base64(Token)} then {other} then {Token}");

        Assert.Equal([Token, other, Token], found.Select(token => token.Reveal()));
    }

    [Fact]
    public void Any_text_can_be_searched() => Gen.String.Sample(text => Assert.Equal(text, TokenSearch.Replace(text, _ => "#")));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
