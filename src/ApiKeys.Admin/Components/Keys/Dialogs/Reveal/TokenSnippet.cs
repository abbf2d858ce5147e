namespace ApiKeys.Admin.Components.Keys.Dialogs.Reveal;

/// <summary>A way to use a secret token, ready to be copied.</summary>
/// <param name="Name">Its tab.</param>
/// <param name="What">What is copied, for those who hear the button.</param>
/// <param name="Text">The snippet with a token. Code reads the token from the environment instead.</param>
internal sealed record TokenSnippet(string Name, string What, Func<string, string> Text)
{
    /// <summary>The environment variable that has the token.</summary>
    public const string Variable = "STORE_API_KEY";

    public const string CSharp = $$"""
        using var http = new HttpClient { BaseAddress = new Uri("https://store.example") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Environment.GetEnvironmentVariable("{{Variable}}"));
        Console.WriteLine(await http.GetStringAsync("/orders"));
        """;

    private const string JavaScript = $$"""
        const response = await fetch("https://store.example/orders", {
          headers: { Authorization: `Bearer ${process.env.{{Variable}}}` },
        });
        console.log(await response.text());
        """;

    private const string FromEnvironment = $"Reads {Variable} from the environment, so the token isn't in your code.";

    public static IReadOnlyList<TokenSnippet> All { get; } =
    [
        new("HTTP header", "HTTP header", token => $"Authorization: Bearer {token}"),
        new("curl", "curl command", token => $"curl https://store.example/orders \\\n  -H \"Authorization: Bearer {token}\""),
        new(".env", ".env file", token => $"{Variable}={token}") { IsFile = true, Hint = "Keep the file out of version control." },
        new("C#", "C# code", _ => CSharp) { Hint = FromEnvironment },
        new("JavaScript", "JavaScript code", _ => JavaScript) { Hint = FromEnvironment },
    ];

    /// <summary>Whether it can be saved as a file.</summary>
    public bool IsFile { get; init; }

    public string? Hint { get; init; }
}
