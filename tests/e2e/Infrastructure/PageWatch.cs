using System.Collections.Concurrent;

namespace ApiKeys.E2ETests.Infrastructure;

/// <summary>Notes whatever a page reports as wrong: console errors, uncaught exceptions, violations of the content security policy.</summary>
internal sealed class PageWatch
{
    private const string CspMark = "content-security-policy:";

    private readonly ConcurrentQueue<string> _problems = new();
    private readonly ConcurrentBag<string> _expected = [];

    public IReadOnlyList<string> Unexpected =>
        [.. _problems.Where(problem => !_expected.Any(part => problem.Contains(part, StringComparison.Ordinal)))];

    /// <summary>A problem that the journey brings about itself, such as the answer 429 or a server that is gone.</summary>
    public void Expect(string part) => _expected.Add(part);

    /// <summary>What the browser and Blazor write when the server can't be reached.</summary>
    public void ExpectLostConnection()
    {
        string[] parts =
        [
            "ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_", "WebSocket", "Connection disconnected", "Failed to complete negotiation",
            "Failed to start the connection", "Failed to fetch", "Cannot send data if the connection is not in the 'Connected' State",
        ];
        foreach (var part in parts)
        {
            Expect(part);
        }
    }

    public async Task FollowAsync(IBrowserContext context)
    {
        // Not every browser writes a violation to the console.
        await context.AddInitScriptAsync(
            $"document.addEventListener('securitypolicyviolation', (event) => console.error('{CspMark}', event.violatedDirective, event.blockedURI, event.sourceFile));");
        context.Console += (_, message) =>
        {
            if (message.Type is "error" || message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
            {
                _problems.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        context.WebError += (_, error) => _problems.Enqueue($"exception: {error.Error}");
    }
}
