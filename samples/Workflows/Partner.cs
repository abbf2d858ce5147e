namespace ApiKeys.Samples.Workflows;

/// <summary>A company that sells with the store.</summary>
public sealed class Partner
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public string? KeyId { get; set; }

    public DateOnly? ContractEnds { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }
}
