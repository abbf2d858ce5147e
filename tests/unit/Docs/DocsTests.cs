using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using ApiKeys.Admin.Hosting.Headers;
using ApiKeys.Admin.Hosting.Limits;
using ApiKeys.Admin.Hosting.Proxies;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.CookieKeys;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Mail;
using ApiKeys.Admin.Settings;
using ApiKeys.UnitTests.Infrastructure;
using ApiKeys.Workflows;

namespace ApiKeys.UnitTests.Docs;

/// <summary>The pages of the documentation agree with each other and with the options.</summary>
public sealed partial class DocsTests
{
    public static TheoryData<string> Pages { get; } = [.. FindPages()];

    public static TheoryData<string, string> Settings { get; } = [.. FindSettings().Select(setting => (setting.Name, setting.Default))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_of_a_page_lead_to_a_file_and_a_heading(string page)
    {
        var text = Block().Replace(File.ReadAllText(Path.Combine(RepositoryFiles.Root, page)), "");
        var links = Link().Matches(text).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://", StringComparison.Ordinal));

        Assert.All(links, link =>
        {
            var parts = link.Split('#');
            var target = Path.GetFullPath(parts[0].Length == 0 ? Path.Combine(RepositoryFiles.Root, page) : Path.Combine(RepositoryFiles.Root, Path.GetDirectoryName(page)!, parts[0]));
            Assert.True(File.Exists(target), $"{page} links to {link}");
            if (parts.Length > 1)
            {
                Assert.Contains(parts[1], Headings(File.ReadAllText(target)));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Setting_is_documented_with_its_default(string name, string expected)
    {
        var rows = File.ReadLines(Path.Combine(RepositoryFiles.Root, "docs", "settings.md")).Where(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells[1].Contains($"`{name}`", StringComparison.Ordinal));

        var cells = Assert.Single(rows);
        Assert.True(expected.Length == 0 || expected == Normalize(cells[2].Trim('`')), $"{name}: the page says {cells[2]}, and the default is {expected}");
    }

    private static IEnumerable<string> FindPages() =>
        new[] { "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", Path.Combine("bench", "README.md") }
            .Concat(Directory.EnumerateFiles(Path.Combine(RepositoryFiles.Root, "docs"), "*.md").Select(file => Path.GetRelativePath(RepositoryFiles.Root, file)));

    private static IEnumerable<(string Name, string Default)> FindSettings()
    {
        (string Section, object Options)[] sections =
        [
            ("ApiKeys:Tokens", new TokenOptions()), ("ApiKeys:Confirmation", new ConfirmationOptions()), ("ApiKeys:Expiry", new ExpiryOptions()),
            ("ApiKeys:Usage", new UsageOptions()), ("ApiKeys:Verification", new VerificationOptions()), ("ApiKeys:Events", new EventsOptions()),
            ("Workflows", new WorkflowOptions()), (HttpOptions.Section, new HttpOptions()), (AccountOptions.Section, new AccountOptions()),
            (ServerLimitOptions.Section, new ServerLimitOptions()), (DatabaseOptions.Section, new DatabaseOptions()), (ProxyOptions.Section, new ProxyOptions()),
            (SecurityTxtOptions.Section, new SecurityTxtOptions()), (SetupAdminOptions.Section, new SetupAdminOptions()), (OpenIdOptions.Section, new OpenIdOptions()),
            (MailOptions.Section, new MailOptions()),
            (DataProtectionCertificateOptions.Section, new DataProtectionCertificateOptions()),
        ];

        return from section in sections
               from property in section.Options.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public)
               where property.CanWrite || property.PropertyType == typeof(IList<string>)
               select ($"{section.Section}:{property.Name}", Default(property.GetValue(section.Options)));
    }

    // Lists and texts have defaults in words.
    private static string Default(object? value) => value switch
    {
        TimeSpan duration => duration == TimeSpan.Zero ? "none" : duration.ToString("c", CultureInfo.InvariantCulture),
        bool isOn => isOn ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private static string Normalize(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration)
            ? duration.ToString("c", CultureInfo.InvariantCulture)
            : text;

    // As GitHub names them.
    private static IEnumerable<string> Headings(string text) => Heading().Matches(Block().Replace(text, ""))
        .Select(match => NotInAnchor().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex("^[ ]*```.*?^[ ]*```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\]\((?<target>[^)]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
