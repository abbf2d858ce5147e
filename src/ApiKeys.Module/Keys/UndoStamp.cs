namespace ApiKeys.Keys;

/// <summary>What an undo needs to put a row's stamps back, and to see whether somebody else has written since.</summary>
internal sealed record UndoStamp(string Id, DateTimeOffset UpdatedAt, Guid Version, Guid WrittenVersion)
{
    /// <summary>Takes the stamps of a row that a step is about to change, and gives it new ones.</summary>
    public static UndoStamp Touch(ApiKey key, DateTimeOffset now)
    {
        var (updatedAt, version) = (key.UpdatedAt, key.Version);
        key.Touch(now);
        return new UndoStamp(key.Id, updatedAt, version, key.Version);
    }

    public bool IsUntouched(ApiKey key) => key.Version == WrittenVersion;

    /// <summary>Puts the stamps back, or gives fresh ones when somebody else has written since and the row can't be what it was.</summary>
    public void Restore(ApiKey key, DateTimeOffset now)
    {
        if (IsUntouched(key))
        {
            (key.UpdatedAt, key.Version) = (UpdatedAt, Version);
        }
        else
        {
            key.Touch(now);
        }
    }
}
