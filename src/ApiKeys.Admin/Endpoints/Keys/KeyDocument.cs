using System.Text.Json;
using ApiKeys.Admin.Endpoints.Requests;
using ApiKeys.Admin.Http;

namespace ApiKeys.Admin.Endpoints.Keys;

/// <inheritdoc cref="IKeyDocument"/>
internal sealed class KeyDocument : IKeyDocument
{
    private const string AllButToken = "*,-token";

    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    public string Address(string id) => $"/admin/api-keys/{Uri.EscapeDataString(id)}?fields={AllButToken}";

    public string Write(ApiKeyDetails key) => JsonSerializer.Serialize(new ApiKeyAnswer(ApiKeyJson.Of(key, FieldSelection.Of<ApiKeyJson>(AllButToken))), Indented);
}
