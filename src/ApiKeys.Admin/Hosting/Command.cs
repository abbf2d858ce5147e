namespace ApiKeys.Admin.Hosting;

/// <summary>What the process is started for: the first argument, when it is a word and no option.</summary>
internal enum Command
{
    /// <summary>No word: serve.</summary>
    Serve,

    /// <summary><c>migrate</c>: bring the database to the shape this version needs, and end.</summary>
    Migrate,

    /// <summary>Any other word.</summary>
    Unknown,
}
