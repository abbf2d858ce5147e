namespace ApiKeys.Operations;

/// <summary>What an undo needs to put a row's stamps back, and to see whether someone else has written since.</summary>
internal sealed record UndoStamp(string Id, DateTimeOffset UpdatedAt, Guid Version, Guid WrittenVersion)
{
    /// <summary>Takes the stamps of a row that a step is about to change, and gives it new ones.</summary>
    public static UndoStamp Touch(ISubject subject, DateTimeOffset now)
    {
        var (updatedAt, version) = (subject.UpdatedAt, subject.Version);
        subject.Touch(now);
        return new UndoStamp(subject.Id, updatedAt, version, subject.Version);
    }

    public bool IsUntouched(ISubject subject) => subject.Version == WrittenVersion;

    /// <summary>Puts the stamps back, or gives fresh ones when someone else has written since and the row can't be what it was.</summary>
    public void Restore(ISubject subject, DateTimeOffset now)
    {
        if (IsUntouched(subject))
        {
            (subject.UpdatedAt, subject.Version) = (UpdatedAt, Version);
        }
        else
        {
            subject.Touch(now);
        }
    }
}
