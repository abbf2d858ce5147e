using System.Text;
using ApiKeys.Authentication.Credentials;
using ApiKeys.Tokens;
using CsCheck;
using Microsoft.AspNetCore.Http;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>
/// Whatever is sent: no exception, and nothing let in that was not issued. A failure is shrunk, and printed with the seed that repeats it.
/// CsCheck_Iter or CsCheck_Time ask for more than a quick run.
/// </summary>
public sealed class HeaderFuzzTests
{
    // Letters that look like the one they stand for, and the fillers that editors and chats put into what is copied.
    private static readonly string[] LookAlikes =
        ["А", "е", "о", "ѕ", "０", "ｋ", "＿", "ı", "\u200b", "\u00a0", "\u00ad", "\ufeff", "\u202e", "\ud83d", "\0", "\n"];

    private static readonly string LongText = new('A', 9000);

    private static readonly Gen<string> GenNoise = Gen.OneOf(Gen.String[0, 12], Gen.OneOf(LookAlikes), Gen.OneOf(LongText, $"sk_{LongText}"));

    [Fact]
    public async Task No_header_breaks_the_server_or_lets_in_what_was_not_issued()
    {
        await using var store = await Store.OpenAsync();
        var token = (await store.CreateAsync("orders:read")).Token!.Reveal();
        string[] issued = [token, $"{token}:", Base64(token), Base64($"{token}:")];
        var accepted = issued.SelectMany(form => (string[])[$"bearer {token}", $"basic {form}"]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var genPiece = Gen.OneOf(
            Gen.OneOf(
                [.. issued, "Bearer ", "Basic ", "bearer", " ", ":", "=", "sk_shop_", "pk_", token[..30], Base64($":{token}"), Base64("sk_")]), GenNoise);
        var genText = Gen.OneOf(genPiece.Array[0, 4].Select(string.Concat), Gen.OneOf([.. accepted]));
        var genHeader = Gen.Select(Gen.OneOf("Authorization", "X-Api-Key", "x-publishable-api-key"), genText);
        var genPath = Gen.Select(
            Gen.OneOf(Store.Lean, Store.Standard),
            Gen.OneOf("/any", "/orders/1", "/products"),
            genText,
            (door, path, query) => $"{door}{path}?token={query}");

        await Gen.Select(genPath, genHeader.Array[0, 3]).SampleAsync(
            async (path, headers) =>
            {
                var answer = await store.AskAsync(path, headers);

                // Any letter case of the scheme, but of the token only its own.
                var holdsKey = headers.Any(header => header.Item1 == "Authorization"
                    ? accepted.Contains(header.Item2) && issued.Any(form => header.Item2.EndsWith(form, StringComparison.Ordinal))
                    : header is { Item1: "X-Api-Key" } && header.Item2 == token);
                return answer.Status == 401 || (answer.Status == 200 && holdsKey && !path.Contains("products", StringComparison.Ordinal));
            },
            iter: Math.Max(Check.Iter, 2_000));
    }

    [Theory]
    [InlineData(ApiKeyType.Secret, "/lean/any")]
    [InlineData(ApiKeyType.Secret, "/standard/any")]
    [InlineData(ApiKeyType.Publishable, "/lean/products")]
    [InlineData(ApiKeyType.Publishable, "/standard/products")]
    public async Task No_change_to_a_token_goes_unnoticed(ApiKeyType type, string path)
    {
        await using var store = await Store.OpenAsync();
        var token = (await store.CreateAsync(type)).Token!.Reveal();
        var genChange = GenChange(token);

        Assert.Equal(200, (await AskAsync(token)).Status);
        await Gen.Select(genChange, Gen.Bool).SampleAsync(
            async (changed, asHeader) => changed == token || (await AskAsync(changed, asHeader)).Status == 401,
            iter: Math.Max(Check.Iter, 1_000));

        Task<Answer> AskAsync(string text, bool asHeader = true) =>
            type == ApiKeyType.Publishable ? store.AskAsPublishableAsync(path, text)
            : asHeader ? store.AskAsync(path, ("X-Api-Key", text))
            : store.AskAsBearerAsync(path, text);
    }

    [Fact]
    public void Reader_never_throws_and_takes_no_text_longer_than_a_token()
    {
        var token = TokenGenerator.Generate(ApiKeyType.Secret, "shop").Reveal();
        var genText = Gen.OneOf(
            GenNoise,
            GenChange(token),
            GenChange(Base64(token)),
            Gen.String.Select(Base64),
            Gen.Byte.Array[0, 120].Select(Convert.ToBase64String));
        var genScheme = Gen.OneOf(Gen.OneOf("Bearer ", "Basic ", "basic  ", ""), Gen.String);

        Gen.Select(genScheme, genText, genText, genText, Gen.Enum<ApiKeyType>()).Sample(
            (scheme, text, header, query, type) =>
            {
                var request = new DefaultHttpContext().Request;
                request.Headers.Authorization = scheme + text;
                request.Headers["X-Api-Key"] = header;
                request.Headers["x-publishable-api-key"] = header;
                request.QueryString = new QueryString("?token=" + query);
                var credential = CredentialReader.Read(request, new ApiKeyAuthenticationOptions { KeyType = type });

                return credential.Token is null ? credential.Refusal is not null : credential.Token!.Text.Length <= TokenFormat.MaxLength;
            },
            iter: Math.Max(Check.Iter, 20_000));
    }

    [Fact]
    public void Parser_never_throws_and_takes_nothing_changed()
    {
        var token = TokenGenerator.Generate(ApiKeyType.Publishable, "store").Reveal();

        Gen.OneOf(GenNoise, GenChange(token)).Sample(
            text => ApiKeyToken.TryParse(text, out var read) == (text == token) && (read is null || read.Reveal() == token),
            iter: Math.Max(Check.Iter, 50_000));
    }

    /// <summary>A text with one to three things done to it; now and then they cancel each other out.</summary>
    private static Gen<string> GenChange(string text)
    {
        var genAct = Gen.Select(Gen.Int[0, 6], Gen.Int[0, text.Length], Gen.OneOf(Gen.Char.Select(letter => letter.ToString()), Gen.OneOf(LookAlikes)));
        return genAct.Array[1, 3].Select(acts => acts.Aggregate(text, Change));
    }

    private static string Change(string text, (int Kind, int Place, string Insert) act)
    {
        var place = Math.Min(act.Place, text.Length);
        var after = Math.Min(place + 1, text.Length);
        return act.Kind switch
        {
            0 => text[..place] + act.Insert + text[after..],
            1 => text[..place],
            2 => text[place..],
            3 => text[..place] + act.Insert + text[place..],
            4 => text[..place] + SwapCase(text[place..after]) + text[after..],
            5 => SwapCase(text),
            _ => $" {text}\t",
        };
    }

    private static string SwapCase(string text) =>
        string.Concat(text.Select(letter => char.IsUpper(letter) ? char.ToLowerInvariant(letter) : char.ToUpperInvariant(letter)));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
