using System.Text.Json.Nodes;
using ApiKeys.UnitTests.Infrastructure;

namespace ApiKeys.UnitTests.Admin.Endpoints;

/// <summary>An app with three keys, each made at another moment; the second is revoked.</summary>
public sealed class ListedKeys : IAsyncLifetime
{
    private readonly AdminApplication _app = AdminApplication.WithOwner();
    private readonly Dictionary<string, JsonNode> _keys = [];

    internal ApiClient Owner { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        Owner = await ApiClient.SignInAsync(_app);
        foreach (var (title, type) in new[] { ("first", "secret"), ("second", "publishable"), ("third", "secret") })
        {
            _keys[title] = await Owner.CreateAsync(title, type);
        }

        _keys["second"] = (await Owner.PostAsync($"/admin/api-keys/{_keys["second"]["id"]}/revoke")).Key;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    internal async Task<string> TitlesAsync(string query)
    {
        var answer = await Owner.GetAsync("/admin/api-keys?" + Fill(query));
        Assert.Equal("", answer.Message);
        return string.Join(' ', answer.Body["api_keys"]!.AsArray().Select(key => (string?)key!["title"]));
    }

    /// <summary>Puts values of keys where a query names them: <c>{second.created_at}</c>.</summary>
    internal string Fill(string query)
    {
        foreach (var (title, key) in _keys)
        {
            foreach (var name in new[] { "id", "token", "created_at", "revoked_at" })
            {
                query = query.Replace($"{{{title}.{name}}}", (string?)key[name], StringComparison.Ordinal);
            }
        }

        return query;
    }
}
