using System.Text.RegularExpressions;
using ApiKeys.E2ETests.Infrastructure;

namespace ApiKeys.E2ETests.OfficialClient;

/// <summary>The reference's own JavaScript client, from the package registry and unchanged, lives the whole life of keys and channels against us.</summary>
public sealed partial class OfficialClientTests
{
    [Fact]
    public async Task The_references_own_client_works_against_us()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = await NodeClient.InstallAsync(cancellation);
        Assert.SkipWhen(client is null, "Node.js with npm is not installed; CI installs both.");
        await using var server = AdminServer.StartWith(Person.Olga);

        var (code, output) = await client!.TestAsync(
            [("ADDRESS", server.Address), ("EMAIL", Person.Olga.Email), ("PASSWORD", Person.Olga.Password)], cancellation);

        Assert.True(code == 0, output);
        Assert.Equal("5", Passed().Match(output).Groups["count"].Value);
    }

    [GeneratedRegex(@"^\S* ?pass (?<count>\d+)", RegexOptions.Multiline)]
    private static partial Regex Passed();
}
