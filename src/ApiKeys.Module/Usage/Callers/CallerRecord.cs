namespace ApiKeys.Usage.Callers;

/// <summary>Who presents a key: one row for each address and user agent, kept apart for accepted and refused uses.</summary>
internal sealed class CallerRecord
{
    public required string KeyId { get; set; }

    public bool IsAccepted { get; set; }

    /// <summary>The address the call came from; empty when it is not known.</summary>
    public required string Address { get; set; }

    /// <summary>What the caller says it is, cut short; empty when it says nothing.</summary>
    public required string UserAgent { get; set; }

    /// <summary>The pattern of the route that was called last; empty when it is not known.</summary>
    public string Route { get; set; } = string.Empty;

    /// <summary>What came of the last use.</summary>
    public VerificationCode Code { get; set; }

    public DateTimeOffset FirstAt { get; set; }

    public DateTimeOffset LastAt { get; set; }

    public long Count { get; set; }
}
