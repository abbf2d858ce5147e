using System.Diagnostics;
using System.Text.RegularExpressions;
using ApiKeys.E2ETests.Infrastructure;

namespace ApiKeys.E2ETests;

/// <summary>The commands of docs/http-api.md, as somebody would paste them into a shell.</summary>
public sealed partial class HttpGuideTests
{
    [Fact]
    public async Task Each_command_of_the_guide_works_as_it_stands()
    {
        Assert.SkipUnless(File.Exists("/bin/sh") && File.Exists("/usr/bin/curl"), "There is no POSIX shell with curl here; CI has both.");
        var guide = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "http-api.md"), TestContext.Current.CancellationToken);
        var blocks = Block().Matches(guide).Select(match => (Name: match.Groups["name"].Value, Code: match.Groups["code"].Value)).ToList();
        await using var server = AdminServer.StartWith(Person.Olga);

        var (code, output) = await RunAsync(server, string.Concat(blocks.Select(block => $"echo '== {block.Name}'\n{block.Code}\necho\n")));

        Assert.True(code == 0, output);
        Assert.Equal(
            ["given", "sign in", "create", "list", "export", "idempotency", "preconditions", "confirm", "verify", "roll and revoke"], blocks.Select(block => block.Name));
        Assert.Equal(1, Once().Count(output));
        Assert.Contains("\"valid\":true", output, StringComparison.Ordinal);
        Assert.Contains("\"is_complete\":true", output, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output)> RunAsync(AdminServer server, string script)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-e"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["ADDRESS"], start.Environment["EMAIL"], start.Environment["PASSWORD"]) = (server.Address, Person.Olga.Email, Person.Olga.Password);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    [GeneratedRegex("<!-- run: (?<name>[^>]+) -->\n```sh\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    // The secret is in the first of the two answers only.
    [GeneratedRegex("\"title\":\"Once\",\"token\":\"sk_")]
    private static partial Regex Once();
}
