using System.Net;
using System.Text.Json.Nodes;
using CsCheck;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>Whatever stands in an address, the answer is a list or a 4xx that says why not.</summary>
public sealed class QueryParserTests(ListedKeys keys) : IClassFixture<ListedKeys>
{
    private static readonly Gen<string> Name = Gen.OneOf(
        "id", "title", "token", "type", "q", "created_at", "revoked_at", "deleted_at", "$and", "$or", "$gt", "$lte", "$in", "$ne", "$re", "$eq", "0", "1", "00",
        "999999999999", "", "limit", "offset", "order", "fields", "with_deleted", "constructor", "__proto__", "%5B", "%00", "%ff", "%ed%a0%80", "é", "a b");

    private static readonly Gen<string> Value = Gen.OneOf(
        Gen.OneOf(
            "first", "null", "secret", "2026-01-01", "2026-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "-1", "99999999999999999999",
            "true", "", "%", "%25", "%00", "%ff%fe", "%ed%a0%80", "*sales_channels", "+title", "-id", "title,,*", "1e9", "NaN", "'\"; --"),
        Gen.String.Select(Uri.EscapeDataString));

    private static readonly Gen<string> Key = Gen.Select(Name, Gen.OneOf(Name.Select(name => $"[{name}]"), Gen.OneOf("[", "]", "[[", "]]", "")).Array[0, 6])
        .Select((name, path) => name + string.Concat(path));

    [Fact]
    public async Task Any_query_is_answered()
    {
        var gen = Gen.Select(Key, Value).Select((key, value) => $"{key}={value}").Array[0, 6].Select(pairs => string.Join('&', pairs));

        await gen.SampleAsync(
            async query =>
            {
                var answer = await keys.Owner.GetAsync("/admin/api-keys?" + query);
                var isGood = answer.Status == HttpStatusCode.OK
                    ? answer.Body["api_keys"] is JsonArray
                    : answer.Status == HttpStatusCode.BadRequest && answer.Message.StartsWith("Invalid request: ", StringComparison.Ordinal);
                Assert.True(isGood, $"{query}: {answer.Status} {answer.Text}");
            },
            iter: 2000,
            threads: 1);
    }

    [Fact]
    public async Task A_text_is_found_however_it_is_spelled()
    {
        var gen = Gen.Select(Gen.OneOf("title", "title[]", "title[0]", "title%5B0%5D", "$and[0][title]", "$or[0][$and][][title][]"), Gen.OneOf("first", "second", "third"));

        await gen.SampleAsync(async (key, title) => Assert.Equal(title, await keys.TitlesAsync($"{key}={title}")), iter: 100, threads: 1);
    }
}
