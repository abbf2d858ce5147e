namespace ApiKeys.Audit;

/// <summary>A row of the audit log, committed in the transaction of the change that it describes.</summary>
internal sealed class ApiKeyEvent
{
    public required string Id { get; set; }

    /// <summary>Its place in the order of all commits; see <see cref="EventFeed"/>.</summary>
    public long Position { get; set; }

    /// <summary>The id of the event at the position before, which the numbering found; not stored. Null for the first event of all, and for an event that was read.</summary>
    public string? Follows { get; set; }

    /// <summary>What was changed; the id's prefix tells of what kind it is.</summary>
    public required string SubjectId { get; set; }

    public required string SubjectTitle { get; set; }

    /// <summary>Null for what is no key.</summary>
    public ApiKeyType? KeyType { get; set; }

    public ApiKeyAction Action { get; set; }

    public required string Actor { get; set; }

    public DateTimeOffset At { get; set; }

    public required string ExecutionId { get; set; }

    public Dictionary<string, string> Facts { get; set; } = [];

    /// <summary>What it is found by; see <see cref="EventSearchText"/>.</summary>
    public string SearchText { get; set; } = "";

    public ApiKeyEventDetails Read() => new()
    {
        Id = Id,
        SubjectId = SubjectId,
        SubjectTitle = SubjectTitle,
        KeyType = KeyType,
        Action = Action,
        Actor = Actor,
        At = At,
        ExecutionId = ExecutionId,
        Facts = Facts,
    };
}
