using System.Text;

namespace ApiKeys.UnitTests.Module.Authentication;

/// <summary>I1: whatever comes of a call, its token is in no answer and no log.</summary>
public sealed class LeakTests
{
    [Fact]
    public async Task Token_is_in_no_answer_and_no_log()
    {
        await using var store = await Store.OpenAsync();
        var good = (await store.CreateAsync()).Token!.Reveal();
        string[] tokens =
        [
            good,
            (await store.CreateRevokedAsync()).Token!.Reveal(),
            (await store.CreateAsync(ApiKeyType.Publishable)).Token!.Reveal(),
        ];
        List<string> written = [];

        foreach (var token in tokens.Concat(tokens.Select(token => token[..^2])))
        {
            foreach (var path in (string[])["/lean/any", "/lean/orders/1", "/lean/products", "/standard/any", "/standard/orders/1", "/standard/products"])
            {
                written.Add((await store.AskAsBearerAsync(path, token)).ToString());
                written.Add((await store.AskAsync(path, ("X-Api-Key", token), ("Authorization", $"Bearer {good}"))).ToString());
                written.Add((await store.AskAsync(path, ("Authorization", $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(token))}"))).ToString());
                written.Add((await store.AskAsPublishableAsync(path, token)).ToString());
                written.Add((await store.AskAsync($"{path}?token={token}")).ToString());
            }
        }

        // The host's own line about each request holds its address; that is why a key there is refused.
        var logs = store.Logs.GetSnapshot().Where(record => record.Category?.StartsWith("Microsoft.AspNetCore.Hosting", StringComparison.Ordinal) != true);
        written.AddRange(logs.Select(record => $"{record.Message} {record.Exception} {string.Join(' ', record.StructuredState ?? [])}"));

        Assert.Contains(written, text => text.Contains("was refused: revoked. Its key: sk_retail_", StringComparison.Ordinal));
        Assert.Contains(written, text => text.Contains(good[..14] + "…", StringComparison.Ordinal));
        foreach (var body in tokens.Select(token => token[10..^2]))
        {
            var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(body))[4..^4];
            Assert.DoesNotContain(written, text => text.Contains(body, StringComparison.Ordinal) || text.Contains(encoded, StringComparison.Ordinal));
        }
    }
}
