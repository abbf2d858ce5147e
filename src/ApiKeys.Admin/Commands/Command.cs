namespace ApiKeys.Admin.Commands;

/// <summary>What the process is started for: the first argument, when it is a word and no option.</summary>
internal enum Command
{
    /// <summary>No word: serve.</summary>
    Serve,

    /// <summary><c>migrate</c>: bring the database to the shape this version needs, and end.</summary>
    Migrate,

    /// <summary><c>export FILE</c>: write everything there is into a file that an installation on any database product can import, and end.</summary>
    Export,

    /// <summary><c>import FILE</c>: read such a file into a database that has nothing yet, and end.</summary>
    Import,

    /// <summary><c>backup FILE</c>: copy the SQLite database while it is in use, and end.</summary>
    Backup,

    /// <summary><c>scanner-rules FOLDER</c>: write rules by which secret scanners find this installation's tokens, and end.</summary>
    ScannerRules,

    /// <summary>
    /// <c>replay-revocations FILE</c>: end the keys of a restored database that a later export or the audit lines of a JSON log say have ended, and end.
    /// </summary>
    ReplayRevocations,

    /// <summary><c>reset-password EMAIL</c>: print a one-time link by which a person sets a new password, and end.</summary>
    ResetPassword,

    /// <summary><c>add-owner EMAIL</c>: print a one-time link by which a person joins as an owner, or make a person of the team one, and end.</summary>
    AddOwner,

    /// <summary><c>disable-two-factor EMAIL</c>: take a person's second factor away, and end.</summary>
    DisableTwoFactor,

    /// <summary>Any other word.</summary>
    Unknown,
}
