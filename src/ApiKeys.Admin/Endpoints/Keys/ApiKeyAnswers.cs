using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.Keys;

internal sealed record ApiKeyAnswer : ChangeAnswer
{
    public required ApiKeyJson ApiKey { get; init; }
}

internal sealed record ApiKeyListAnswer : ListAnswer
{
    public required IReadOnlyList<ApiKeyJson> ApiKeys { get; init; }
}

internal sealed record CreatedApiKeyAnswer
{
    public required CreatedApiKeyJson ApiKey { get; init; }
}

internal sealed record ActivatedApiKeyAnswer : ChangeAnswer
{
    public required ApiKeyJson ApiKey { get; init; }

    [Description("That the end of the key it replaces reached every node. Null for a key that replaces none, or when `left_out` names it.")]
    public required ReceiptJson? Receipt { get; init; }
}

internal sealed record RevokedApiKeyAnswer : ChangeAnswer
{
    public required ApiKeyJson ApiKey { get; init; }

    [Description("Null when `left_out` names it.")]
    public required ReceiptJson? Receipt { get; init; }
}

internal sealed record RevokedApiKeysAnswer : ChangeAnswer
{
    public required IReadOnlyList<ApiKeyJson> ApiKeys { get; init; }

    public required IReadOnlyList<ReceiptOfKeyJson> Receipts { get; init; }
}

internal sealed record ReceiptOfKeyJson
{
    public required string Id { get; init; }

    public required ReceiptJson? Receipt { get; init; }
}
