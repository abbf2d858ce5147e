using System.ComponentModel;

namespace ApiKeys.Admin.Endpoints.Keys;

internal sealed record ApiKeyAnswer(ApiKeyJson ApiKey) : ChangeAnswer;

internal sealed record ApiKeyListAnswer(IReadOnlyList<ApiKeyJson> ApiKeys, int Count, int Offset, int Limit) : ListAnswer(Count, Offset, Limit);

internal sealed record CreatedApiKeyAnswer(CreatedApiKeyJson ApiKey);

internal sealed record ActivatedApiKeyAnswer(
    ApiKeyJson ApiKey,
    [property: Description("That the end of the key it replaces reached every node. Null for a key that replaces none, or when `left_out` names it.")]
    ReceiptJson? Receipt) : ChangeAnswer;

internal sealed record RevokedApiKeyAnswer(ApiKeyJson ApiKey, [property: Description("Null when `left_out` names it.")] ReceiptJson? Receipt) : ChangeAnswer;

internal sealed record RevokedApiKeysAnswer(IReadOnlyList<ApiKeyJson> ApiKeys, IReadOnlyList<ReceiptOfKeyJson> Receipts) : ChangeAnswer;

internal sealed record ReceiptOfKeyJson(string Id, ReceiptJson? Receipt);
