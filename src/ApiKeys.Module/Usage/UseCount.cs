namespace ApiKeys.Usage;

/// <summary>How often a key was presented in one hour, by what came of it.</summary>
internal sealed class UseCount
{
    public required string KeyId { get; set; }

    /// <summary>The beginning of the hour, in UTC.</summary>
    public DateTimeOffset Hour { get; set; }

    public VerificationCode Code { get; set; }

    public long Count { get; set; }
}
