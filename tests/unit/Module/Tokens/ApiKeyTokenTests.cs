using System.Globalization;
using System.Text.Json;
using ApiKeys.Tokens;
using ApiKeys.UnitTests.Infrastructure;
using CsCheck;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ApiKeys.UnitTests.Module.Tokens;

public sealed partial class ApiKeyTokenTests
{
    private readonly ApiKeyToken _token = TokenGenerator.Generate(ApiKeyType.Secret, "shop");

    private string Raw => _token.Reveal();

    private string Outline => $"sk_shop_{Raw[8..12]}…{Raw[47..51]}";

    [Fact]
    public void Token_prints_as_its_outline()
    {
        Assert.Equal(Outline, _token.ToString());
        Assert.Equal(Outline, $"{_token}");
        Assert.Equal(Outline, string.Format(CultureInfo.InvariantCulture, "{0}", _token));
        Assert.Equal(Outline, string.Concat(_token));
    }

    [Fact]
    public void Serialised_token_is_its_outline()
    {
        var json = JsonSerializer.Serialize(new { token = _token });

        Assert.Equal(Outline, JsonDocument.Parse(json).RootElement.GetProperty("token").GetString());
    }

    [Fact]
    public void Token_is_never_read_from_JSON() =>
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<ApiKeyToken>(JsonSerializer.Serialize(Raw)));

    [Fact]
    public async Task Answer_to_a_creation_neither_prints_nor_serialises_the_token()
    {
        await using var module = new TestModule();
        CreatedApiKey created = await module.CreateAsync();

        Assert.DoesNotContain(created.Token!.Reveal(), created.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(created.Token.Reveal(), JsonSerializer.Serialize(created), StringComparison.Ordinal);
    }

    [Fact]
    public void Logged_token_is_its_outline_in_text_and_in_structure()
    {
        var collector = new FakeLogCollector();
        var logger = new FakeLogger(collector);

        LogToken(logger, _token);

        var record = collector.LatestRecord;
        Assert.Contains(Outline, record.Message, StringComparison.Ordinal);
        Assert.Equal(Outline, record.GetStructuredStateValue("Token"));
    }

    [Fact]
    public void Nothing_public_but_Reveal_leads_to_the_text()
    {
        var properties = typeof(ApiKeyToken).GetProperties().Select(property => property.Name);
        var methods = typeof(ApiKeyToken).GetMethods()
            .Where(method => method.ReturnType == typeof(string) && method.DeclaringType == typeof(ApiKeyToken)).Select(method => method.Name);

        Assert.Equal(["Type"], properties);
        Assert.Equal(["Reveal", "ToString"], methods.Order());
        Assert.Empty(typeof(ApiKeyToken).GetFields());
    }

    [Fact]
    public void Scrubbed_text_holds_no_token_whatever_stands_around_it() =>
        Gen.Select(Gen.String, Gen.OneOf(ApiKeyType.Secret, ApiKeyType.Publishable), Gen.String).Sample((before, type, after) =>
        {
            var raw = TokenGenerator.Generate(type, "shop").Reveal();

            var scrubbed = TokenRedactor.Scrub(before + raw + after);

            Assert.DoesNotContain(raw[8..51], scrubbed, StringComparison.Ordinal);
            Assert.Contains("[redacted]", scrubbed, StringComparison.Ordinal);
        });

    [Fact]
    public void Cut_or_mistyped_tokens_are_scrubbed_too()
    {
        var mistyped = Raw[..20] + (Raw[20] == '0' ? '1' : '0') + Raw[21..];
        var text = $"cut {Raw[..30]}, mistyped {mistyped}, twice {Raw} {Raw}";

        Assert.Equal(
            "cut sk_shop_[redacted], mistyped sk_shop_[redacted], twice sk_shop_[redacted] sk_shop_[redacted]", TokenRedactor.Scrub(text));
    }

    [Fact]
    public void Outlines_and_other_words_are_left_when_a_text_is_scrubbed()
    {
        var text = $"The key {Outline} (apk_01JQZX8YV3N6T5R4W2K1H0G9F8) was refused; ask_the_team.";

        Assert.Equal(text, TokenRedactor.Scrub(text));
    }

    [LoggerMessage(1, LogLevel.Information, "Look: {Token}")]
    private static partial void LogToken(ILogger logger, ApiKeyToken token);
}
