using ApiKeys.Admin.Hosting;

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

    private static string[] Words(string arguments) => arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
