using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using ApiKeys.Admin.Endpoints.Requests;

namespace ApiKeys.Admin.Endpoints.Verify;

// No record, which would print the token.
internal sealed class VerifyBody
{
    [Token]
    public required string Token { get; init; }

    [DisallowNull]
    [Description("The required type of the key.")]
    public ApiKeyType? Type { get; init; }

    [Description("The required scope, such as `orders:read`.")]
    public string? Scope { get; init; }
}
