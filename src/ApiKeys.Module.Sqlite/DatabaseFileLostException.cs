namespace ApiKeys.Sqlite;

/// <summary>The database file, or its log, isn't the one that this process opened. What was to be committed was not.</summary>
internal sealed class DatabaseFileLostException(string path)
    : Exception($"The file '{path}' was moved away, deleted or replaced while it was open. Put it back, or stop and start this process.");
