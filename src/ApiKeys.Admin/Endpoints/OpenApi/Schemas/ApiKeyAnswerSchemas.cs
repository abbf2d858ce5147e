using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.OpenApi.Schemas;

internal sealed record ApiKeyAnswer
{
    public required ApiKeySchema ApiKey { get; init; }

    [Description("What the answer leaves out, and why. Only there when something was left out: the change was made all the same.")]
    public IReadOnlyList<LeftOutSchema>? LeftOut { get; init; }
}

internal sealed record CreatedApiKeyAnswer
{
    public required CreatedApiKeySchema ApiKey { get; init; }
}

internal sealed record RolledApiKeyAnswer
{
    public required CreatedApiKeySchema ApiKey { get; init; }

    [Description("When the new key expires: it has the old key's expiry.")]
    public required DateTimeOffset? ExpiresAt { get; init; }

    [Description("When the old key ends. Null while the new key waits for its activation.")]
    public required DateTimeOffset? OldKeyEndsAt { get; init; }

    [Description("Says so when one of the two keys ends within a minute. Null for nothing to say.")]
    public required string? Warning { get; init; }

    [Description("That the old key's end has reached every node. Null while no node has to refuse it yet, or when `left_out` names it.")]
    public required ReceiptSchema? Receipt { get; init; }

    [Description("What the answer leaves out, and why. Only there when something was left out: the change was made all the same.")]
    public IReadOnlyList<LeftOutSchema>? LeftOut { get; init; }
}

internal sealed record ActivatedApiKeyAnswer
{
    public required ApiKeySchema ApiKey { get; init; }

    [Description("That the end of the key it replaces reached every node. Null for a key that replaces none, or when `left_out` names it.")]
    public required ReceiptSchema? Receipt { get; init; }

    [Description("What the answer leaves out, and why. Only there when something was left out: the change was made all the same.")]
    public IReadOnlyList<LeftOutSchema>? LeftOut { get; init; }
}

internal sealed record RevokedApiKeyAnswer
{
    public required ApiKeySchema ApiKey { get; init; }

    [Description("Null when `left_out` names it.")]
    public required ReceiptSchema? Receipt { get; init; }

    [Description("What the answer leaves out, and why. Only there when something was left out: the change was made all the same.")]
    public IReadOnlyList<LeftOutSchema>? LeftOut { get; init; }
}

internal sealed record RevokedApiKeysAnswer
{
    public required IReadOnlyList<ApiKeySchema> ApiKeys { get; init; }

    public required IReadOnlyList<ReceiptOfKeySchema> Receipts { get; init; }

    [Description("What the answer leaves out, and why. Only there when something was left out: the change was made all the same.")]
    public IReadOnlyList<LeftOutSchema>? LeftOut { get; init; }
}

internal sealed record ReceiptOfKeySchema
{
    public required string Id { get; init; }

    public required ReceiptSchema? Receipt { get; init; }
}

internal sealed record LeftOutSchema
{
    [Description("The member, such as `receipt` or `sales_channels`.")]
    public required string Field { get; init; }

    [Description("For people.")]
    public required string Reason { get; init; }
}

internal sealed record ApiKeyListAnswer
{
    public required IReadOnlyList<ApiKeySchema> ApiKeys { get; init; }

    [Description("All that match, whatever the page.")]
    public required int Count { get; init; }

    public required int Offset { get; init; }

    public required int Limit { get; init; }
}

internal sealed record DeletedAnswer
{
    public required string Id { get; init; }

    [Description("`api_key` or `sales-channel`.")]
    public required string Object { get; init; }

    public required bool Deleted { get; init; }
}
