namespace ApiKeys.Usage;

/// <summary>How often a key was presented in one hour, by what came of it; and all keys together.</summary>
internal sealed class UseCount
{
    /// <summary>Stands for all keys together, in place of the id of one.</summary>
    public const string AllKeys = "";

    public required string KeyId { get; set; }

    /// <summary>The beginning of the hour, in UTC.</summary>
    public DateTimeOffset Hour { get; set; }

    public VerificationCode Code { get; set; }

    public long Count { get; set; }
}
