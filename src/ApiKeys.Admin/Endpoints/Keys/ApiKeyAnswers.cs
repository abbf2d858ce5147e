using System.ComponentModel;
using ApiKeys.Admin.Exports;

namespace ApiKeys.Admin.Endpoints.Keys;

internal sealed record ApiKeyAnswer(ApiKeyJson ApiKey) : ChangeAnswer;

internal sealed record ApiKeyListAnswer(IReadOnlyList<ApiKeyJson> ApiKeys, int Count, int Offset, int Limit) : ListAnswer(Count, Offset, Limit);

internal sealed record ApiKeyExportAnswer(IReadOnlyList<ExportedKey> ApiKeys);

internal sealed record CreatedApiKeyAnswer(CreatedApiKeyJson ApiKey);

internal sealed record ActivatedApiKeyAnswer(
    ApiKeyJson ApiKey,
    [property: Description("The proof that every node refuses the replaced key. Null if the key replaces none, or if `left_out` names it.")]
    ReceiptJson? Receipt) : ChangeAnswer;

internal sealed record RevokedApiKeyAnswer(ApiKeyJson ApiKey, [property: Description("Null if `left_out` names it.")] ReceiptJson? Receipt) : ChangeAnswer;

internal sealed record RevokedApiKeysAnswer(IReadOnlyList<ApiKeyJson> ApiKeys, IReadOnlyList<ReceiptOfKeyJson> Receipts) : ChangeAnswer;

internal sealed record ReceiptOfKeyJson(string Id, ReceiptJson? Receipt);
