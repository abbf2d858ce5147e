using ApiKeys.Admin.Commands;

namespace ApiKeys.UnitTests.Admin.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--urls http://localhost:5080")]
    [InlineData("/urls http://localhost:5080")]
    [InlineData("urls=http://localhost:5080")]
    public void Without_a_word_it_serves_and_every_argument_is_an_option(string arguments)
    {
        var words = Words(arguments);

        var commandLine = CommandLine.Parse(words);

        Assert.Equal(Command.Serve, commandLine.Command);
        Assert.Equal(words, commandLine.Options);
    }

    [Fact]
    public void A_command_comes_first_and_is_no_option()
    {
        var commandLine = CommandLine.Parse(Words("migrate --Database:Provider PostgreSql"));

        Assert.Equal(Command.Migrate, commandLine.Command);
        Assert.Equal(["--Database:Provider", "PostgreSql"], commandLine.Options);
    }

    [Fact]
    public void Another_word_is_no_command()
    {
        var commandLine = CommandLine.Parse(Words("migrat"));

        Assert.Equal(Command.Unknown, commandLine.Command);
        Assert.Equal("migrat", commandLine.Word);
    }

    [Theory]
    [InlineData("export", "keys.jsonl")]
    [InlineData("import", "/var/backups/keys.jsonl")]
    [InlineData("backup", "a=b.db")]
    [InlineData("replay-revocations", "export.jsonl")]
    public void A_command_about_a_file_takes_it_whatever_it_is_called(string word, string file)
    {
        var commandLine = CommandLine.Parse([word, file, "--Database:Provider", "PostgreSql"]);

        Assert.Equal(word.Replace("-", "", StringComparison.Ordinal), commandLine.Command.ToString().ToLowerInvariant());
        Assert.Equal(Path.GetFullPath(file), commandLine.File);
        Assert.Equal(["--Database:Provider", "PostgreSql"], commandLine.Options);
    }

    [Theory]
    [InlineData("reset-password", Command.ResetPassword)]
    [InlineData("add-owner", Command.AddOwner)]
    [InlineData("disable-two-factor", Command.DisableTwoFactor)]
    public void A_command_about_a_person_takes_an_address(string word, object command)
    {
        var commandLine = CommandLine.Parse([word, "olga@example.com", "--Database:Provider", "PostgreSql"]);

        Assert.Equal((command, "olga@example.com", ""), ((object)commandLine.Command, commandLine.Email, commandLine.File));
        Assert.Equal(["--Database:Provider", "PostgreSql"], commandLine.Options);
        Assert.Equal("", CommandLine.Parse([word]).Email);
    }

    [Fact]
    public void The_command_for_scanners_takes_a_folder()
    {
        var commandLine = CommandLine.Parse(["scanner-rules", "rules", "--ApiKeys:Tokens:Brand", "acme"]);

        Assert.Equal((Command.ScannerRules, Path.GetFullPath("rules")), (commandLine.Command, commandLine.File));
        Assert.Equal(["--ApiKeys:Tokens:Brand", "acme"], commandLine.Options);
    }

    [Theory]
    [InlineData("export")]
    [InlineData("export --urls http://localhost:5080")]
    public void A_missing_file_is_no_option(string arguments)
    {
        var commandLine = CommandLine.Parse(Words(arguments));

        Assert.True(commandLine.NeedsFile);
        Assert.Empty(commandLine.File);
        Assert.Equal(Words(arguments)[1..], commandLine.Options);
    }

    private static string[] Words(string arguments) => arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
