namespace ApiKeys.Admin.Hosting;

/// <summary>The arguments of the process.</summary>
/// <param name="Command">What it is started for.</param>
/// <param name="Word">The command as it was typed; empty for none.</param>
/// <param name="Options">The others, for the configuration, which would stumble over words.</param>
internal sealed record CommandLine(Command Command, string Word, string[] Options)
{
    public static CommandLine Parse(string[] arguments)
    {
        var word = arguments is [var first, ..] && !first.StartsWith('-') && !first.StartsWith('/') && !first.Contains('=', StringComparison.Ordinal) ? first : "";
        var command = word switch
        {
            "" => Command.Serve,
            "migrate" => Command.Migrate,
            _ => Command.Unknown,
        };
        return new CommandLine(command, word, word.Length == 0 ? arguments : arguments[1..]);
    }
}
