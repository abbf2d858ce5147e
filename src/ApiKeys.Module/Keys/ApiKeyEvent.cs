namespace ApiKeys.Keys;

/// <summary>A row of the audit trail, committed in the transaction of the change it tells of.</summary>
internal sealed class ApiKeyEvent
{
    public required string Id { get; set; }

    public required string KeyId { get; set; }

    public required string KeyTitle { get; set; }

    public ApiKeyType KeyType { get; set; }

    public ApiKeyAction Action { get; set; }

    public required string Actor { get; set; }

    public DateTimeOffset At { get; set; }

    public required string ExecutionId { get; set; }

    public Dictionary<string, string> Facts { get; set; } = [];
}
