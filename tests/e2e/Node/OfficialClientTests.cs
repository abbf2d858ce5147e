using System.Text.RegularExpressions;
using ApiKeys.E2ETests.Infrastructure;

namespace ApiKeys.E2ETests.Node;

/// <summary>The reference's own JavaScript client, from the package registry and unchanged, lives the whole life of keys and channels against us.</summary>
public sealed partial class OfficialClientTests
{
    [Fact]
    public async Task The_references_own_client_works_against_us()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = await NodePackage.InstallAsync("official-client", cancellation);
        await using var server = AdminServer.StartWith(Person.Olga);

        var (code, output) = await client.RunAsync(
            "node",
            ["--test", "--test-reporter=spec", "life.test.mjs"],
            [("ADDRESS", server.Address), ("EMAIL", Person.Olga.Email), ("PASSWORD", Person.Olga.Password)],
            cancellation);

        Assert.True(code == 0, output);
        Assert.Equal("5", Passed().Match(output).Groups["count"].Value);
    }

    [GeneratedRegex(@"^\S* ?pass (?<count>\d+)", RegexOptions.Multiline)]
    private static partial Regex Passed();
}
