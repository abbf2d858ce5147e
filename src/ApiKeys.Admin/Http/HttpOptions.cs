using System.ComponentModel.DataAnnotations;

namespace ApiKeys.Admin.Http;

/// <summary>How the HTTP API treats its callers.</summary>
internal sealed class HttpOptions
{
    public const string Section = "Http";

    private const string Between = "must be between {1} and {2}";

    /// <summary>
    /// What a secret key may do that is made over HTTP without saying so. Clients of the reference know no scopes and expect their keys to work.
    /// </summary>
    /// <value>The default is all. Nothing configured leaves it; an empty text is none.</value>
    public IReadOnlyList<string> DefaultScopes { get; private set; } = ["*"];

    /// <summary>Sites besides this one whose pages may call, such as <c>https://shop.example.com</c>.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Origins { get; private set; } = [];

    /// <summary>Calls in a minute of one key or person; without either, of one client network.</summary>
    /// <value>The default is 6,000.</value>
    [Range(1, 100_000_000, ErrorMessage = Between)]
    public int CallsPerMinute { get; set; } = 6_000;

    public IReadOnlyList<string> DefaultScopesOf(ApiKeyType type) => type == ApiKeyType.Secret ? DefaultScopes : [];

    public void Read(IConfiguration section)
    {
        var scopes = section.GetSection(nameof(DefaultScopes));
        DefaultScopes = scopes.Exists() ? Values(scopes) : DefaultScopes;
        Origins = Values(section.GetSection(nameof(Origins)));
    }

    // As a list, or as one text separated by commas, which is easier to give in an environment variable.
    private static string[] Values(IConfigurationSection section) => [.. section.GetChildren()
        .Select(child => child.Value)
        .Append(section.Value)
        .SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
