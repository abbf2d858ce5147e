using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Settings;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Commands;

/// <summary>The command that writes rules for secret scanners, so that they find the secret tokens of this installation wherever one leaks.</summary>
internal sealed class ScannerRules(IOptions<ApiKeysOptions> options, ConsoleLine console)
{
    /// <summary>Writes a file for each scanner into a folder, which is created if it doesn't exist. No file is overwritten.</summary>
    public void Write(string folder)
    {
        var tokens = options.Value.Tokens;
        IReadOnlyList<string> brands = [.. tokens.FormerBrands.Prepend(tokens.Brand).Distinct(StringComparer.Ordinal)];
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in Files(brands))
            {
                using var file = NewFile.Create(Path.Combine(folder, name));
                using (var writer = new StreamWriter(file.Content, leaveOpen: true))
                {
                    writer.Write(text);
                }

                file.Complete();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StartProblemException($"{folder} can't be written: {problem.Message}", problem);
        }

        console($"Wrote rules for gitleaks, trufflehog and GitHub to {folder}. They find secret tokens that begin with {string.Join(" or ", brands.Select(Prefix))}.");
    }

    internal static IReadOnlyDictionary<string, string> Files(IReadOnlyList<string> brands) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["gitleaks.toml"] = $"""
            # Finds secret tokens of ApiKeys. Use: gitleaks git --config gitleaks.toml
            title = "ApiKeys"

            [extend]
            useDefault = true

            [[rules]]
            id = "apikeys-secret-token"
            description = "A secret API key of ApiKeys. Revoke or roll it."
            regex = '''\b({Pattern(brands)})\b'''
            secretGroup = 1
            keywords = [{string.Join(", ", brands.Select(brand => $"\"{Prefix(brand)}\""))}]

            """,
        ["trufflehog.yml"] = $"""
            # Finds secret tokens of ApiKeys. Use: trufflehog git file://. --config=trufflehog.yml
            detectors:
              - name: ApiKeysSecretToken
                keywords:
            {string.Join('\n', brands.Select(brand => $"      - {Prefix(brand)}"))}
                regex:
                  token: '\b({Pattern(brands)})\b'

            """,
        ["github-custom-pattern.txt"] = $"""
            For Settings > Code security > Secret scanning > Custom patterns > New pattern, on GitHub.

            Pattern name:   ApiKeys secret token
            Secret format:  {Pattern(brands)}
            Before secret:  \A|[^0-9A-Za-z_]
            After secret:   \z|[^0-9A-Za-z_]
            Test string:    {Prefix(brands[0])}{string.Concat(Enumerable.Repeat("0123456789", 5))[..TokenLength]}

            """,
    };

    // The characters after the prefix: 43 of the secret and 6 of the checksum.
    private const int TokenLength = 49;

    private static string Prefix(string brand) => $"sk_{brand}_";

    private static string Pattern(IReadOnlyList<string> brands) => $"sk_(?:{string.Join('|', brands)})_[0-9A-Za-z]{{{TokenLength}}}";
}
