using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ApiKeys.E2ETests.Kill;

/// <summary>The server as its clients see it: at another address after each restart, and sometimes gone in the middle of an answer.</summary>
internal sealed class KillApi(Func<string> address) : IDisposable
{
    // A connection belongs to a process that may be dead; nobody is served twice on one for long anyway.
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) });

    private TaskCompletionSource _reached = new();
    private int _missing;

    public void Dispose() => _http.Dispose();

    /// <summary>Done once the server has answered so many more calls.</summary>
    public Task AnswersAsync(int count)
    {
        _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _missing, count);
        return count == 0 ? Task.CompletedTask : _reached.Task;
    }

    public async Task SignInAsync(string email, string password, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync(new Uri($"{address()}/auth/user/emailpass"), new { email, password }, cancellationToken);
        response.EnsureSuccessStatusCode();
        var token = (await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken))!["token"];
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)token);
    }

    /// <summary>Makes sales channels to link keys to.</summary>
    public async Task<IReadOnlyList<string>> CreateChannelsAsync(int count, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        for (var number = 1; number <= count; number++)
        {
            var call = new KillCall($"channel-{number}", HttpMethod.Post, "/admin/sales-channels", new { name = $"Channel {number}" });
            var answer = await SendAsync(call, cancellationToken);
            ids.Add((string?)answer?.Body["sales_channel"]?["id"] ?? throw new InvalidOperationException($"no channel: {answer}"));
        }

        return ids;
    }

    /// <summary>Sends a call under its name. No answer at all, not a whole one, is null.</summary>
    public async Task<KillAnswer?> SendAsync(KillCall call, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(call.Method, new Uri(address() + call.Path)) { Content = JsonContent.Create(call.Body) };
            request.Headers.Add("Idempotency-Key", call.Name);
            using var response = await _http.SendAsync(request, cancellationToken);
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
            if (Interlocked.Decrement(ref _missing) == 0)
            {
                _reached.TrySetResult();
            }

            return new KillAnswer((int)response.StatusCode, body, response.Headers.Contains("Idempotent-Replayed"));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return null;
        }
    }
}

/// <summary>A call with its <c>Idempotency-Key</c>.</summary>
internal sealed record KillCall(string Name, HttpMethod Method, string Path, object Body);

internal sealed record KillAnswer(int Status, JsonNode Body, bool IsReplay)
{
    public JsonNode Key => Body["api_key"]!;
}
