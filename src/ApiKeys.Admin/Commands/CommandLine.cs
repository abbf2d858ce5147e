namespace ApiKeys.Admin.Commands;

/// <summary>The arguments of the process.</summary>
/// <param name="Command">What it is started for.</param>
/// <param name="Word">The command as it was typed; empty for none.</param>
/// <param name="File">The whole path of the file or folder that the command is about; empty for none, or when it is missing.</param>
/// <param name="Email">The address of the person that the command is about; empty for none, or when it is missing.</param>
/// <param name="Options">The others, for the configuration, which would stumble over words.</param>
internal sealed record CommandLine(Command Command, string Word, string File, string Email, string[] Options)
{
    public bool NeedsFile =>
        Command is Command.Export or Command.Import or Command.Backup or Command.ReplayRevocations or Command.ScannerRules;

    public bool NeedsEmail => Command is Command.ResetPassword or Command.AddOwner or Command.DisableTwoFactor;

    public static CommandLine Parse(string[] arguments)
    {
        var word = arguments is [var first, ..] && !first.StartsWith('-') && !first.StartsWith('/') && !first.Contains('=', StringComparison.Ordinal) ? first : "";
        var command = word switch
        {
            "" => Command.Serve,
            "migrate" => Command.Migrate,
            "export" => Command.Export,
            "import" => Command.Import,
            "backup" => Command.Backup,
            "scanner-rules" => Command.ScannerRules,
            "replay-revocations" => Command.ReplayRevocations,
            "reset-password" => Command.ResetPassword,
            "add-owner" => Command.AddOwner,
            "disable-two-factor" => Command.DisableTwoFactor,
            _ => Command.Unknown,
        };
        var line = new CommandLine(command, word, "", "", word.Length == 0 ? arguments : arguments[1..]);

        // A path may begin with a slash, as options may, and hold an equals sign: after such a command it is the file nevertheless.
        if (line.NeedsEmail && line.Options is [{ Length: > 0 } email, .. var others] && !email.StartsWith('-'))
        {
            return line with { Email = email, Options = others };
        }

        return line.NeedsFile && line.Options is [{ Length: > 0 } file, .. var options] && !file.StartsWith('-')
            ? line with { File = Path.GetFullPath(file), Options = options }
            : line;
    }
}
