namespace ApiKeys.Keys;

/// <summary>One row of the audit trail: who did what to which key, when, in which execution.</summary>
public sealed record ApiKeyEventDetails
{
    /// <summary>The row's id, <c>evt_</c> and a ULID; ids sort in the order of the events.</summary>
    public required string Id { get; init; }

    /// <summary>The key.</summary>
    public required string KeyId { get; init; }

    /// <summary>The key's title at that moment.</summary>
    public required string KeyTitle { get; init; }

    /// <summary>The key's type.</summary>
    public required ApiKeyType KeyType { get; init; }

    /// <summary>What was done.</summary>
    public required ApiKeyAction Action { get; init; }

    /// <summary>Who did it.</summary>
    public required string Actor { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The workflow execution that did it.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>What more there is to say, by name: a title before and after, the moment a revocation takes effect. Never a token.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }
}
