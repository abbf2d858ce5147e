namespace ApiKeys;

/// <summary>One audit event: who did what to which key, sales channel or person, when, in which execution.</summary>
public sealed record ApiKeyEventDetails
{
    /// <summary>The row's id, <c>evt_</c> and a ULID; ids sort in the order of the events.</summary>
    public required string Id { get; init; }

    /// <summary>The id of what was changed. Its prefix tells the kind: <c>apk_</c> for a key, <c>sc_</c> for a sales channel, <c>user_</c> for a person, <c>inv_</c> for an invitation.</summary>
    public required string SubjectId { get; init; }

    /// <summary>The key's title, the name of the sales channel or person, or the address that was invited, at that moment.</summary>
    public required string SubjectTitle { get; init; }

    /// <summary>The key's type; <see langword="null"/> for what is no key.</summary>
    public required ApiKeyType? KeyType { get; init; }

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
